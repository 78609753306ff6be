import type {
  DescribeTrailsRequest,
  DescribeTrailsResponse,
  EventSelector,
  GetEventSelectorsRequest,
  GetEventSelectorsResponse,
  GetTrailStatusRequest,
  GetTrailStatusResponse,
} from '@aws-sdk/client-cloudtrail';
import { arnOf, type Place } from './arn.ts';
import { AwsError, type Call, type Operations } from './service.ts';

/** The one trail there is: of the management account, for the whole organization and all of its regions. */
export interface Trails {
  readonly operations: Operations;
  /** Whether writes of an account in a region are recorded, and so reach EventBridge. */
  records(account: string, region: string): boolean;
  /** Stops the trail for an account, a region, or both; for everybody when neither is given. */
  stop(account?: string, region?: string): void;
  /** From now on the trail keeps what only reads. */
  recordReadsOnly(): void;
  remove(): void;
}

const NAME = 'stocktake-organization-trail';

interface State {
  exists: boolean;
  readWrite: NonNullable<EventSelector['ReadWriteType']>;
  /** Where it does not log. */
  readonly stopped: Partial<Place>[];
}

/** @param home of the trail: the management account, and the region it was made in. */
export function createTrails(home: Place): Trails {
  const state: State = { exists: true, readWrite: 'All', stopped: [] };
  const logs = (account: string, region: string) =>
    !state.stopped.some(
      (scope) =>
        [undefined, account].includes(scope.account) && [undefined, region].includes(scope.region),
    );

  return {
    operations: trailOperations(state, home, logs),
    records: (account, region) =>
      state.exists && state.readWrite !== 'ReadOnly' && logs(account, region),
    stop: (account, region) =>
      void state.stopped.push({ ...(account && { account }), ...(region && { region }) }),
    recordReadsOnly() {
      state.readWrite = 'ReadOnly';
    },
    remove() {
      state.exists = false;
    },
  };
}

function trailOperations(
  state: State,
  home: Place,
  logs: (account: string, region: string) => boolean,
): Operations {
  const arn = arnOf('cloudtrail', home, `trail/${NAME}`);
  const mustBe = (name: string | undefined, call: Call) =>
    requireTrail(state.exists && { arn, home }, name, call);

  return {
    DescribeTrails: (input: DescribeTrailsRequest, { region }: Call): DescribeTrailsResponse => {
      const isShadow = region !== home.region;
      const isSeen = state.exists && (input.includeShadowTrails !== false || !isShadow);
      return { trailList: isSeen ? [trailOnTheWire(arn, home)] : [] };
    },
    GetTrailStatus: ({ Name }: GetTrailStatusRequest, call: Call): GetTrailStatusResponse => {
      mustBe(Name, call);
      return { IsLogging: logs(call.caller.account, call.region) };
    },
    GetEventSelectors: (input: GetEventSelectorsRequest, call: Call): GetEventSelectorsResponse => {
      mustBe(input.TrailName, call);
      const { readWrite: ReadWriteType } = state;
      const selector = { ReadWriteType, IncludeManagementEvents: true, DataResources: [] };
      return { TrailARN: arn, EventSelectors: [selector] };
    },
  };
}

function trailOnTheWire(TrailARN: string, { region: HomeRegion }: Place) {
  return {
    Name: NAME,
    TrailARN,
    HomeRegion,
    S3BucketName: NAME,
    IsMultiRegionTrail: true,
    IsOrganizationTrail: true,
    IncludeGlobalServiceEvents: true,
    LogFileValidationEnabled: true,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
  };
}

/**
 * By its name a trail is known at home alone: other accounts and other regions must say the ARN.
 * Source: CloudTrail API reference, GetTrailStatus.
 */
function requireTrail(
  trail: { readonly arn: string; readonly home: Place } | false,
  name = '',
  { caller, region }: Call,
): void {
  const isHome = trail && caller.account === trail.home.account && region === trail.home.region;
  if (trail && (name === trail.arn || (isHome && name === NAME))) return;
  const message = `Unknown trail: ${name} for the user: ${caller.account}`;
  throw new AwsError('TrailNotFoundException', message);
}
