import type {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { arnOf } from '../arn.ts';
import { busEvent } from '../bus-event.ts';
import type { Membership } from '../permissions/membership.ts';
import { askerOf } from '../permissions/request.ts';
import { AwsError, type BusEvent, type Call, type Ground } from '../service.ts';
import { mayPutEvent } from './admission.ts';
import type { Bus } from './bus.ts';
import type { BusDirectory } from './bus-directory.ts';

interface World {
  readonly ground: Ground;
  readonly buses: BusDirectory;
  readonly membership: Membership;
  readonly arrive: (event: BusEvent, bus: Bus) => void;
}

const ENTRIES_AT_MOST = 10;
const BYTES_AT_MOST = 1_048_576;

/**
 * PutEvents: answers 200 even when entries fail, each with its own error (AWS facts D.5).
 *
 * The operation throws AwsError `ValidationException` for too many or too large entries.
 */
export function putEvents(world: World) {
  return ({ Entries = [] }: PutEventsRequest, call: Call): PutEventsResponse => {
    refuseTooMuch(Entries);
    const results = Entries.map((entry) => putEntry(world, entry, call));
    const failed = results.filter(({ ErrorCode }) => ErrorCode);
    return { FailedEntryCount: failed.length, Entries: results };
  };
}

function refuseTooMuch(entries: readonly PutEventsRequestEntry[]): void {
  if (entries.length < 1 || entries.length > ENTRIES_AT_MOST) {
    const bound = entries.length === 0 ? 'greater than or equal to 1' : 'less than or equal to 10';
    const message = `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`;
    throw new AwsError('ValidationException', message);
  }
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes < BYTES_AT_MOST) return;
  const message = 'Total size of the entries in the request is over the limit.';
  throw new AwsError('ValidationException', message);
}

/** Source: AWS facts D.5: 14 bytes for a time, the rest as UTF-8. */
function sizeOf({
  Time,
  Source = '',
  DetailType = '',
  Detail = '',
  Resources = [],
}: PutEventsRequestEntry) {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time ? 14 : 0);
}

function putEntry(world: World, entry: PutEventsRequestEntry, call: Call): PutEventsResultEntry {
  const detail = readDetail(entry.Detail);
  const trouble = missingArgument(entry) ?? troubleWith(entry, detail);
  if (trouble) return trouble;
  const event = busEvent(factsOf(entry, detail ?? {}, call), world.ground.random);
  const bus = busOf(world.buses, entry, call);
  // An unknown bus is accepted, and the event is lost.
  if (!bus) return { EventId: event.id };
  if (!mayPutEvent({ event, bus }, askerOf(call), world.membership)) {
    const message = `User: ${call.caller.arn} is not authorized to perform: events:PutEvents on resource: ${bus.arn}`;
    return failure('AccessDeniedException', message);
  }
  world.arrive(event, bus);
  return { EventId: event.id };
}

function missingArgument(entry: PutEventsRequestEntry): PutEventsResultEntry | undefined {
  const required = ['Source', 'DetailType', 'Detail'] as const;
  const missing = required.find((name) => !entry[name]);
  return (
    missing &&
    failure(
      'InvalidArgument',
      `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    )
  );
}

function troubleWith({ Source = '' }: PutEventsRequestEntry, detail: object | undefined) {
  if (!detail) return failure('MalformedDetail', 'Detail is malformed.');
  if (!Source.startsWith('aws.')) return undefined;
  return failure('NotAuthorizedForSourceException', 'Not authorized for the source.');
}

function readDetail(detail = ''): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(detail);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function factsOf(
  { Source = '', DetailType = '', Time, Resources = [] }: PutEventsRequestEntry,
  detail: Readonly<Record<string, unknown>>,
  { caller: { account }, region, at }: Call,
) {
  return {
    detailType: DetailType,
    source: Source,
    account,
    at: Time?.getTime() ?? at,
    region,
    resources: Resources,
    detail,
  };
}

function busOf(
  buses: BusDirectory,
  { EventBusName = 'default' }: PutEventsRequestEntry,
  call: Call,
) {
  const place = { account: call.caller.account, region: call.region };
  const isArn = EventBusName.startsWith('arn:');
  const bus: Bus | undefined = buses.find(
    isArn ? EventBusName : arnOf('events', place, `event-bus/${EventBusName}`),
  );
  return bus;
}

function failure(ErrorCode: string, ErrorMessage: string): PutEventsResultEntry {
  return { ErrorCode, ErrorMessage };
}
