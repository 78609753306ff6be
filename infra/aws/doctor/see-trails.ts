import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsResponse,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { Trail, TrailFacts } from '../../../rules/doctor/trails.ts';
import type { Cloud, Place } from '../../cloud.ts';
import { look } from './look.ts';

/** The trails that an account sees in a region, those of the organization and of other regions included. */
export function seeTrails(cloud: Cloud, place: Place): Promise<Looked<Trail[]>> {
  const client = cloud.doctor(CloudTrailClient, place);
  return look(async () => {
    const ask = new DescribeTrailsCommand({ includeShadowTrails: true });
    const { trailList = [] } = await client.send(ask);
    return Promise.all(
      trailList.map(async ({ TrailARN = '', Name: name = TrailARN }) => ({
        name,
        home: homeOf(TrailARN),
        facts: await look(() => seeTrail(client, TrailARN)),
      })),
    );
  });
}

/** `arn:aws:cloudtrail:eu-west-1:100000000001:trail/main`, wherever it is seen. */
function homeOf(arn: string): Place {
  const [region = '', account = ''] = arn.split(':').slice(3);
  return { account, region };
}

/** By its ARN, which is how a shadow trail wants to be named. */
async function seeTrail(client: CloudTrailClient, arn: string): Promise<TrailFacts> {
  const [{ IsLogging = false }, selectors] = await Promise.all([
    client.send(new GetTrailStatusCommand({ Name: arn })),
    client.send(new GetEventSelectorsCommand({ TrailName: arn })),
  ]);
  return { isLogging: IsLogging, ...selectorsOf(selectors) };
}

function selectorsOf({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: GetEventSelectorsResponse) {
  return {
    // Source: CloudTrail API reference, EventSelector: both are so when nothing is said.
    basic: EventSelectors.map(({ ReadWriteType = 'All', IncludeManagementEvents = true }) => ({
      readWrite: ReadWriteType,
      hasManagementEvents: IncludeManagementEvents,
    })),
    advanced: AdvancedEventSelectors.map(({ FieldSelectors = [] }) =>
      FieldSelectors.map(({ Field = '', Equals, NotEquals }) => ({
        field: Field,
        equals: Equals,
        notEquals: NotEquals,
      })),
    ),
  };
}
