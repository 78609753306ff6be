import { leavesAt, type Placed, sharePlaces } from './pattern/leaves.ts';
import { type Demand, readAlternatives } from './pattern/shape.ts';

/** Whether an event, as parsed from JSON, meets the pattern. */
export type Matcher = (event: object) => boolean;

/**
 * Compiles an EventBridge event pattern, given as parsed JSON, once for many events.
 * It agrees with AWS's own engine (event-ruler) as AWS facts D.1 and SAM facts J.4 record it.
 *
 * @throws AwsError `InvalidEventPatternException`, with AWS's reason, for a pattern that no rule may have.
 */
export function compilePattern(pattern: unknown): Matcher {
  const alternatives = readAlternatives(pattern);
  return (event) => alternatives.some((demands) => meetsAll(event, demands));
}

/**
 * Each demand needs a value that fits, and all values together one reading of the arrays on their way:
 * two fields of a list's objects must be met by the same object.
 */
function meetsAll(event: object, demands: readonly Demand[]): boolean {
  const fitting: (readonly Placed[])[] = [];
  for (const demand of demands) {
    const leaves = leavesAt(event, demand.path);
    if (leaves.length === 0 && demand.absentWillDo) continue;
    const fits = leaves.filter(({ value }) => demand.accepts(value));
    if (fits.length === 0) return false;
    fitting.push(fits);
  }
  return sharePlaces(fitting);
}
