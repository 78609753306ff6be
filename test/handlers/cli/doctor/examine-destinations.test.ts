import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { siteOf } from '../../../../infra/local/assembly/site-of.ts';
import { readDeployment } from '../../../../infra/local/deployment.ts';
import { defaultSeed } from '../../../../infra/local/seed.ts';
import { clientOf } from '../../../infra/local/an-organization.ts';
import { aHub, weekly } from '../a-hub.ts';
import { edited, withDefault } from '../edited-templates.ts';
import { type Harm, HUB, here, inTurn, KEEPER, MANAGEMENT, MEMBER } from './harms.ts';
import { type Case, testGaps, times } from './test-gaps.ts';

const reports = 'acme-inventory-eu-west-1';

function inBucketsOf(
  account: string,
  change: (s3: S3Client) => Promise<unknown>,
  region = here,
): Harm {
  return ({ organization }) => change(new S3Client(clientOf(organization, account, region)));
}

const removal = inBucketsOf(KEEPER, (s3) => s3.send(new DeleteBucketCommand({ Bucket: reports })));

function creation(account: string, region: string, Bucket = reports): Harm {
  const place = region === 'us-east-1' ? {} : ({ LocationConstraint: here } as const);
  const command = new CreateBucketCommand({ Bucket, CreateBucketConfiguration: place });
  return inBucketsOf(account, (s3) => s3.send(command), region);
}

function policy(Condition: object, prefix = ''): Harm {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 's3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${reports}/${prefix}*`,
    Condition,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return inBucketsOf(KEEPER, (s3) =>
    s3.send(new PutBucketPolicyCommand({ Bucket: reports, Policy })),
  );
}

const anotherKey = 'arn:aws:kms:eu-west-1:222222222222:key/1234';
const foreignKey = `arn:aws:kms:eu-west-1:${HUB}:key/1234`;
const encrypting = withDefault('ReportEncryption', 'SSE-KMS');
const itsKey =
  readDeployment(encrypting, siteOf(defaultSeed, 'https://sqs.eu-west-1.amazonaws.com')).keys.find(
    ({ account, region }) => account === KEEPER && region === here,
  )?.arn ?? '';

/** Reports of one region, encrypted with a key. */
function withKey(arn: string, region = here): string {
  return weekly
    .replace('where: {}', `where: { regions: [${region}] }`)
    .replace(' }\nrules', `, encryption: { kmsKey: "${arn}" } }\nrules`);
}

/** The first rule sends where the second does not. */
const twoPrefixes = `version: 1
destination: { account: "${KEEPER}", bucket: "acme-inventory-{region}" }
rules:
  - id: weekly
    where: { regions: [${here}] }
    destination: { prefix: "forbidden/{account}" }
    inventory: { frequency: Weekly, format: CSV, versions: Current, fields: [Size] }
  - id: daily
    where: { regions: [${here}] }
    destination: { prefix: "inventory/{account}" }
    inventory: { frequency: Daily, format: CSV, versions: Current, fields: [Size] }
`;

function byHand(what: string): string {
  return `unless the instance of stocktake-destination is named under stack-instance, the stack there does not notice: put ${what} right by hand as infra/stacksets/destination.yaml says`;
}

const inDestinations: Readonly<Record<string, Case>> = {
  'a bucket that is not there': {
    harm: removal,
    gap: {
      check: 'destination-bucket',
      account: KEEPER,
      region: here,
      found: `there is no bucket ${reports}`,
      fix: byHand(`the bucket ${reports}`),
    },
  },
  'a bucket in another region': {
    harm: (hub) => inTurn(hub, removal, creation(KEEPER, 'us-east-1')),
    gap: {
      check: 'destination-bucket',
      account: KEEPER,
      region: here,
      found: `the bucket ${reports} is in us-east-1`,
      fix: expect.stringContaining('reports never leave their region'),
    },
  },
  'a bucket of somebody else': {
    harm: (hub) => inTurn(hub, removal, creation(MEMBER, here)),
    gap: {
      check: 'destination-bucket',
      account: KEEPER,
      region: here,
      found: `the bucket ${reports} belongs to another account`,
      fix: expect.stringContaining('choose another one, in DestinationBucketName'),
    },
  },
  'a bucket that the roles do not know of': {
    mandate: weekly.replace(
      'where: {}',
      `where: { regions: [${here}] }\n    destination: { bucket: "other-{region}" }`,
    ),
    harm: creation(KEEPER, here, `other-${here}`),
    gap: {
      check: 'could-not-look',
      account: KEEPER,
      region: here,
      found: expect.stringContaining('not authorized to perform: s3:ListBucket'),
      fix: expect.stringContaining('bring the roles up to date'),
    },
  },
  'buckets whose names cannot be told': {
    checks: times(3, 'could-not-look'), // one a region
    mandate: weekly.replace('acme-inventory-{region}', '{bucket}-{region}'),
    gap: {
      check: 'could-not-look',
      account: KEEPER,
      region: here,
      found: expect.stringContaining('their names hold {bucket}'),
    },
  },
  'a bucket without a policy': {
    harm: inBucketsOf(KEEPER, (s3) => s3.send(new DeleteBucketPolicyCommand({ Bucket: reports }))),
    gap: {
      check: 'destination-policy',
      account: KEEPER,
      region: here,
      found: `the bucket ${reports} has no policy: no report arrives`,
      fix: byHand(`the policy of the bucket ${reports}`),
    },
  },
  'a policy that forgets an account': {
    harm: policy({ StringEquals: { 'aws:SourceAccount': [MEMBER, HUB, KEEPER] } }),
    gap: {
      check: 'destination-policy',
      found: `the policy of the bucket ${reports} does not let S3 in for ${MANAGEMENT}`,
      fix: 'let it allow s3:PutObject for s3.amazonaws.com when aws:SourceOrgID is o-stocktake1',
    },
  },
  'a policy for everybody': {
    harm: policy({}),
    gap: {
      check: 'destination-policy',
      found: `the policy of the bucket ${reports} lets S3 in for accounts of nobody we know`,
      fix: 'narrow it to aws:SourceOrgID o-stocktake1',
    },
  },
  'a policy that forgets the prefix of one of two rules': {
    mandate: twoPrefixes,
    harm: policy({ StringEquals: { 'aws:SourceOrgID': 'o-stocktake1' } }, 'inventory/'),
    gap: {
      check: 'destination-policy',
      account: KEEPER,
      region: here,
      found: `the policy of the bucket ${reports} does not let S3 in for any account at arn:aws:s3:::${reports}/forbidden/${MEMBER}/report and 3 more`,
      fix: 'let it allow s3:PutObject for s3.amazonaws.com when aws:SourceOrgID is o-stocktake1',
    },
  },
  'a policy that is not understood': {
    harm: policy({ StringEquals: { 'aws:RequestedRegion': 'y' } }),
    gap: {
      check: 'destination-policy',
      found: `the policy of the bucket ${reports} could not be understood`,
      fix: expect.stringContaining('look yourself'),
    },
  },
  'a key that does not exist': {
    mandate: withKey(anotherKey),
    gap: {
      check: 'destination-key',
      account: KEEPER,
      region: here,
      found: `the key ${anotherKey} does not exist`,
      fix: expect.stringContaining('name a key in the mandate that exists'),
    },
  },
  'a key of another region': {
    mandate: withKey(itsKey, 'us-east-1'),
    templates: encrypting,
    gap: {
      check: 'destination-key',
      region: 'us-east-1',
      found: expect.stringContaining('is in eu-west-1'),
      fix: expect.stringContaining('name a key for each region'),
    },
  },
  'a key of another account': {
    mandate: withKey(foreignKey),
    gap: {
      check: 'could-not-look',
      account: KEEPER,
      region: here,
      found: `the key ${foreignKey} could not be looked at: it belongs to another account (${HUB})`,
      fix: expect.stringContaining('look yourself whether its policy lets S3 in'),
    },
  },
  'a key that is disabled': {
    mandate: withKey(itsKey),
    templates: encrypting,
    harm: ({ organization }) => organization.machines.keys.disable(itsKey),
    gap: {
      check: 'destination-key',
      found: `the key ${itsKey} is Disabled`,
      fix: `with credentials of ${KEEPER}: aws kms enable-key --region ${here} --key-id ${itsKey}`,
    },
  },
  'a key that is closed to S3': {
    mandate: withKey(itsKey),
    templates: closedKeys(),
    gap: {
      check: 'destination-key',
      found: `the policy of the key ${itsKey} does not let S3 in for any account`,
      fix: 'let it allow kms:GenerateDataKey for s3.amazonaws.com when aws:SourceOrgID is o-stocktake1',
    },
  },
};

describe('doctor finds in the destinations', () => testGaps(inDestinations));

test('a key that is as it should be is told among what is well', async () => {
  const hub = await aHub(withKey(itsKey), undefined, { templates: encrypting });

  const ran = await hub.stocktake('doctor');

  expect(ran.code).toBe(0);
  expect(ran.out).toContain('✓ 1 key can encrypt reports\n');
});

test('a bucket is not missed where the only rule takes the region away', async () => {
  const mandate = weekly.replace('where: {}', `where: {}\n    unless: { regions: [${here}] }`);
  const hub = await aHub(mandate);
  await removal(hub);

  const ran = await hub.stocktake('doctor', '--json');

  expect(JSON.parse(ran.out).gaps).toEqual([]);
});

test('an account that only keeps reports needs no member role', async () => {
  const hub = await aHub();
  const before = hub.organization.calls.length;

  await hub.stocktake('doctor', '--account', MEMBER);

  const assumed = hub.organization.calls
    .slice(before)
    .filter(({ operation, caller }) => operation === 'AssumeRole' && caller.includes('operator'));
  expect(assumed).toHaveLength(3); // both of the member, and the one that looks of the keeper
});

function closedKeys() {
  const { hub } = encrypting;
  const closed = edited('destination', 'Key', (text) =>
    text.replace('kms:GenerateDataKey', 'kms:Encrypt'),
  );
  return { ...closed, hub };
}
