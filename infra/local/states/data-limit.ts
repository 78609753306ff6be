import { StatesError } from './states-error.ts';

/** Source: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const BYTES_AT_MOST = 262_144;

/**
 * What goes from state to state, as JSON.
 *
 * @param what begins the sentence about one that is too long: `The output of the state Open`.
 * @throws StatesError `States.DataLimitExceeded`, which nothing catches.
 */
export function withinLimit<Data>(data: Data, what: string): Data {
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes <= BYTES_AT_MOST) return data;
  const message = `${what} has ${bytes} bytes, more than the ${BYTES_AT_MOST} that there may be.`;
  throw new StatesError('States.DataLimitExceeded', message);
}
