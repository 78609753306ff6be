import { AwsError } from '../service.ts';

/** The refusal of an event pattern, in EventBridge's form (AWS facts D.1). AWS's own text goes on to name line and column. */
export function invalidPattern(reason: string): AwsError {
  const message = `Event pattern is not valid. Reason: ${reason}`;
  return new AwsError('InvalidEventPatternException', message);
}
