import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import {
  anOrganization,
  clientOf,
  DEVELOPMENT,
  MANAGEMENT,
  type OrganizationInTest,
  PRODUCTION,
  refusal,
} from './an-organization.ts';

const ARN = 'arn:aws:cloudtrail:eu-west-1:100000000001:trail/stocktake-organization-trail';

function clientIn(organization: OrganizationInTest, who = PRODUCTION, region = 'eu-west-1') {
  return new CloudTrailClient(clientOf(organization, who, region));
}

/** How many calls an account's default bus hears of when it makes a bucket in eu-west-1. */
async function heard(organization: OrganizationInTest, account = PRODUCTION): Promise<number> {
  const s3 = new S3Client(clientOf(organization, account));
  await s3.send(new CreateBucketCommand({ Bucket: `orders-${account}` }));
  const bus = `arn:aws:events:eu-west-1:${account}:event-bus/default`;
  return organization.machines.buses.seen(bus).length;
}

describe('the trail of the organization', () => {
  test.each([PRODUCTION, MANAGEMENT])('is seen by %s', async (who) => {
    const client = clientIn(await anOrganization(), who, 'us-east-1');

    const { trailList } = await client.send(new DescribeTrailsCommand({}));
    const status = await client.send(new GetTrailStatusCommand({ Name: ARN }));
    const { EventSelectors } = await client.send(new GetEventSelectorsCommand({ TrailName: ARN }));

    expect(trailList).toEqual([
      expect.objectContaining({
        TrailARN: ARN,
        HomeRegion: 'eu-west-1',
        IsOrganizationTrail: true,
        IsMultiRegionTrail: true,
      }),
    ]);
    expect(status.IsLogging).toBe(true);
    expect(EventSelectors).toEqual([
      expect.objectContaining({ ReadWriteType: 'All', IncludeManagementEvents: true }),
    ]);
  });

  test('is no shadow of itself elsewhere, when those are not asked for', async () => {
    const client = clientIn(await anOrganization(), PRODUCTION, 'us-east-1');

    const { trailList } = await client.send(
      new DescribeTrailsCommand({ includeShadowTrails: false }),
    );

    expect(trailList).toEqual([]);
  });

  test('is known by its name at home only', async () => {
    const organization = await anOrganization();
    const ask = new GetTrailStatusCommand({ Name: 'stocktake-organization-trail' });

    const home = await clientIn(organization, MANAGEMENT).send(ask);
    const refused = await refusal(clientIn(organization, PRODUCTION).send(ask));

    expect(home.IsLogging).toBe(true);
    expect(refused.name).toBe('TrailNotFoundException');
  });

  test('carries the calls of everybody to their buses', async () => {
    expect(await heard(await anOrganization())).toBe(1);
  });

  test('carries none from where it is stopped', async () => {
    const organization = await anOrganization();

    organization.machines.trails.stop(PRODUCTION, 'eu-west-1');

    const ask = new GetTrailStatusCommand({ Name: ARN });
    const here = await clientIn(organization).send(ask);
    const there = await clientIn(organization, PRODUCTION, 'us-east-1').send(ask);
    expect([here.IsLogging, there.IsLogging]).toEqual([false, true]);
    expect(await heard(organization)).toBe(0);
    expect(await heard(organization, DEVELOPMENT)).toBe(1);
  });

  test('carries none at all when it records reads only', async () => {
    const organization = await anOrganization();

    organization.machines.trails.recordReadsOnly();

    expect(await heard(organization)).toBe(0);
  });

  test('carries none when it is gone', async () => {
    const organization = await anOrganization();

    organization.machines.trails.remove();

    const { trailList } = await clientIn(organization).send(new DescribeTrailsCommand({}));
    expect(trailList).toEqual([]);
    expect(await heard(organization)).toBe(0);
  });
});
