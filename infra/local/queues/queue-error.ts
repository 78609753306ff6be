import { AwsError } from '../service.ts';

/**
 * Error names as the SDK reports them. Old clients look into the header for the code that the query protocol had.
 * Source: the `awsQueryError` traits of the SQS service model.
 */
const QUERY_CODES: ReadonlyMap<string, string> = new Map([
  ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
  ['EmptyBatchRequest', 'AWS.SimpleQueueService.EmptyBatchRequest'],
  ['TooManyEntriesInBatchRequest', 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest'],
  ['BatchEntryIdsNotDistinct', 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct'],
  ['BatchRequestTooLong', 'AWS.SimpleQueueService.BatchRequestTooLong'],
  ['InvalidParameterValueException', 'InvalidParameterValue'],
  ['MissingRequiredParameterException', 'MissingParameter'],
]);

/** An error of SQS. */
export function queueError(code: string, message: string, status = 400): AwsError {
  const query = QUERY_CODES.get(code);
  const headers = query ? { 'x-amzn-query-error': `${query};Sender` } : {};
  return new AwsError(code, message, { status, headers });
}

/** A number that SQS does not accept, in its words. */
export function badNumber(parameter: string, value: number, reason: string): AwsError {
  const message = `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`;
  return queueError('InvalidParameterValueException', message);
}
