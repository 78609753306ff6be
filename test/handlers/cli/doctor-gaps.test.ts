import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { siteOf } from '../../../infra/local/assembly/site-of.ts';
import { readDeployment } from '../../../infra/local/deployment.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { AwsError } from '../../../infra/local/service.ts';
import type { Gap } from '../../../rules/doctor/gap.ts';
import { clientOf } from '../../infra/local/an-organization.ts';
import { aHub, anAccount, type Hub, type HubOptions, weekly } from './a-hub.ts';
import { edited, editedTogether, withDefault, without } from './edited-templates.ts';

const MEMBER = '111111111111';
const MANAGEMENT = '100000000001';
const HUB = '100000000002';
const KEEPER = '222222222222';
const here = 'eu-west-1';
const reports = 'acme-inventory-eu-west-1';

/** What is done to an organization in which all was well. */
type Harm = (hub: Hub) => unknown;

interface Case extends HubOptions {
  readonly harm?: Harm;
  readonly mandate?: string;
  readonly gap: Readonly<Partial<Record<keyof Gap, unknown>>>;
}

const fixes = {
  deployHub: "bring the hub's stack up to date: `sam build && sam deploy`",
  roles: expect.stringContaining('bring the stack set stocktake-member-roles up to date'),
  rules: expect.stringContaining('bring the stack set stocktake-member-rules up to date'),
  destination: expect.stringContaining('bring the stack set stocktake-destination up to date'),
  regions: expect.stringContaining("Regions of the hub's stack"),
};

function disable(account: string, Name: string, EventBusName?: string): Harm {
  return ({ organization }) =>
    new EventBridgeClient(clientOf(organization, account)).send(
      new DisableRuleCommand({ Name, EventBusName }),
    );
}

function leave(account: string, queue: string): Harm {
  return ({ organization }) =>
    new SQSClient({ ...clientOf(organization, account), useQueueUrlAsEndpoint: false }).send(
      new SendMessageCommand({
        QueueUrl: `https://sqs.eu-west-1.amazonaws.com/${account}/${queue}`,
        MessageBody: '{}',
      }),
    );
}

function inBucketsOf(
  account: string,
  change: (s3: S3Client) => Promise<unknown>,
  region = here,
): Harm {
  return ({ organization }) => change(new S3Client(clientOf(organization, account, region)));
}

const removal = inBucketsOf(KEEPER, (s3) => s3.send(new DeleteBucketCommand({ Bucket: reports })));

function creation(account: string, region: string): Harm {
  const place = region === 'us-east-1' ? {} : ({ LocationConstraint: here } as const);
  const command = new CreateBucketCommand({ Bucket: reports, CreateBucketConfiguration: place });
  return inBucketsOf(account, (s3) => s3.send(command), region);
}

function policy(Condition: object): Harm {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 's3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${reports}/*`,
    Condition,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return inBucketsOf(KEEPER, (s3) =>
    s3.send(new PutBucketPolicyCommand({ Bucket: reports, Policy })),
  );
}

async function inTurn(hub: Hub, ...harms: Harm[]): Promise<void> {
  for (const harm of harms) await harm(hub);
}

const denied = new AwsError('AccessDeniedException', 'You shall not see', { status: 400 });

const inTheHub: Readonly<Record<string, Case>> = {
  'a bus that is not there': {
    templates: elsewhere('HubBus', '"Name":"stocktake"', '"Name":"other"'),
    gap: {
      check: 'hub-bus',
      found: `there is no event bus arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`,
      fix: fixes.deployHub,
    },
  },
  'a bus without a policy': {
    templates: without('hub', 'HubBusPolicy'),
    gap: {
      check: 'hub-bus',
      found: "the hub's bus has no policy: no member gets in",
      fix: fixes.deployHub,
    },
  },
  'a bus for another role': {
    templates: edited('hub', 'HubBusPolicy', (text) => text.replace('stocktake-forward', 'other')),
    gap: {
      check: 'hub-bus',
      found: "the policy of the hub's bus does not admit the forwarding role of the organization",
      fix: fixes.deployHub,
    },
  },
  'a bus with an odd policy': {
    templates: edited('hub', 'HubBusPolicy', (text) =>
      text.replace('aws:PrincipalArn', 'aws:RequestedRegion'),
    ),
    gap: {
      check: 'hub-bus',
      found: "the policy of the hub's bus could not be understood",
      fix: expect.stringContaining('look yourself'),
    },
  },
  'a rule of the hub that is disabled': {
    harm: disable(HUB, 'stocktake-checks', 'stocktake'),
    gap: {
      check: 'hub-rule',
      found: "the hub's rule stocktake-checks is disabled",
      fix: 'aws events enable-rule --event-bus-name stocktake --name stocktake-checks',
    },
  },
  'a rule of the hub that is missing': {
    templates: edited('hub', 'FailuresRule', (text) =>
      text.replace('stocktake-failures', 'stocktake-others'),
    ),
    gap: {
      check: 'hub-rule',
      found: "the hub's rule stocktake-failures is missing",
      fix: fixes.deployHub,
    },
  },
  'a rule of the hub that leads elsewhere': {
    templates: edited('hub', 'CallsRule', (text) =>
      text.replace('"WorkQueue"', '"DeadLetterQueue"'),
    ),
    gap: {
      check: 'hub-rule',
      found: "the hub's rule stocktake-calls lacks its target",
      fix: fixes.deployHub,
    },
  },
  'a queue that is not there': {
    templates: elsewhere('WorkQueue', 'stocktake-work', 'other'),
    gap: { check: 'hub-queue', found: 'the work queue is missing', fix: fixes.deployHub },
  },
  'a queue that is closed to rules': {
    templates: edited('hub', 'QueuePolicy', (text) =>
      text.replace('events.amazonaws.com', 'sns.amazonaws.com'),
    ),
    gap: {
      check: 'hub-queue',
      found: 'the policy of the work queue does not let EventBridge send for every rule of the hub',
      fix: fixes.deployHub,
    },
  },
  'a queue with an odd policy': {
    templates: edited('hub', 'QueuePolicy', (text) =>
      text.replace('aws:SourceArn', 'aws:RequestedRegion'),
    ),
    gap: {
      check: 'hub-queue',
      found: 'the policy of the dead-letter queue could not be understood',
      fix: expect.stringContaining('look yourself'),
    },
  },
  'a queue that keeps what fails': {
    templates: edited('hub', 'WorkQueue', (text) =>
      text.replace(/,"RedrivePolicy":\{.*?"maxReceiveCount":5\}/, ''),
    ),
    gap: {
      check: 'hub-queue',
      found: 'the work queue does not hand on to the dead-letter queue what fails too often',
      fix: fixes.deployHub,
    },
  },
  'a queue that is not encrypted': {
    templates: edited('hub', 'DeadLetterQueue', (text) =>
      text.replace('"SqsManagedSseEnabled":true', '"SqsManagedSseEnabled":false'),
    ),
    gap: {
      check: 'hub-queue',
      found: 'the dead-letter queue is not encrypted',
      fix: fixes.deployHub,
    },
  },
  'dead letters': {
    harm: leave(HUB, 'stocktake-dead-letter'),
    gap: {
      check: 'dead-letters',
      found: '1 message waits in the dead-letter queue',
      fix: expect.stringContaining('start-message-move-task'),
    },
  },
  'an emergency stop': {
    harm: (hub) => hub.stocktake('halt'),
    gap: {
      check: 'emergency-stop',
      found: expect.stringMatching(/^enforcement is halted since \d{4}-\d\d-\d\dT/),
      fix: 'npm run stocktake -- resume',
    },
  },
  'an emergency stop of an odd kind': {
    harm: ({ organization }) =>
      organization.machines.parameters.put(
        { account: HUB, region: here },
        '/stocktake/enforcement',
        'paused',
      ),
    gap: {
      check: 'emergency-stop',
      found: 'the emergency stop holds "paused": nothing is corrected',
      fix: 'npm run stocktake -- resume',
    },
  },
  'an organization that tells nothing': {
    harm: ({ organization }) => organization.faults.next(1, { operation: 'ListAccounts' }, denied),
    gap: {
      check: 'could-not-look',
      found:
        'the accounts of the organization could not be looked at: AccessDeniedException: You shall not see',
      fix: expect.stringContaining('look there yourself'),
    },
  },
};

const inStackSets: Readonly<Record<string, Case>> = {
  'a stack set that is not there': {
    templates: edited('hub', 'Destinations', (text) =>
      text.replace('"stocktake-destination"', '"stocktake-others"'),
    ),
    gap: {
      check: 'stack-set',
      found: 'there is no stack set stocktake-destination',
      fix: fixes.deployHub,
    },
  },
  'a stack set that was deleted': {
    harm: ({ organization }) =>
      organization.machines.stackSets.alter('stocktake-member-rules', { status: 'DELETED' }),
    gap: {
      check: 'stack-set',
      found: 'the stack set stocktake-member-rules is DELETED',
      fix: fixes.deployHub,
    },
  },
  'a stack set that does not deploy by itself': {
    harm: ({ organization }) =>
      organization.machines.stackSets.alter('stocktake-member-roles', { isAutomatic: false }),
    gap: {
      check: 'stack-set',
      found:
        'the stack set stocktake-member-roles does not reach accounts that join: automatic deployment is off',
      fix: fixes.deployHub,
    },
  },
  'a stack set without instances': {
    harm({ organization }) {
      for (const account of [MEMBER, HUB, KEEPER]) {
        organization.machines.stackSets.lose('stocktake-member-roles', { account, region: here });
      }
    },
    gap: {
      check: 'stack-set',
      found: 'the stack set stocktake-member-roles has no instance anywhere',
      fix: fixes.deployHub,
    },
  },
  'an instance that is not there': {
    harm: ({ organization }) =>
      organization.machines.stackSets.lose('stocktake-member-rules', {
        account: MEMBER,
        region: here,
      }),
    gap: {
      check: 'stack-instance',
      account: MEMBER,
      region: here,
      found: 'the stack set stocktake-member-rules has no instance',
      fix: fixes.rules,
    },
  },
  'an instance that failed': {
    harm: ({ organization }) =>
      organization.machines.stackSets.fail(
        'stocktake-destination',
        { account: KEEPER, region: here },
        'acme-inventory-eu-west-1 already exists',
      ),
    gap: {
      check: 'stack-instance',
      account: KEEPER,
      region: here,
      found:
        'the instance of the stack set stocktake-destination is OUTDATED (FAILED): acme-inventory-eu-west-1 already exists',
      fix: fixes.destination,
    },
  },
};

const inMembers: Readonly<Record<string, Case>> = {
  'a member role that cannot be assumed': {
    seed: { accounts: seedAccounts(MEMBER) },
    gap: {
      check: 'member-role',
      account: MEMBER,
      found: 'the role stocktake-member cannot be assumed, so that no bucket is corrected',
      fix: fixes.roles,
    },
  },
  'a management account without the stacks': {
    seed: { accounts: seedAccounts(MANAGEMENT) },
    gap: {
      check: 'member-role',
      account: MANAGEMENT,
      found:
        'the role stocktake-member cannot be assumed in the management account, so that no bucket is corrected',
      fix: expect.stringContaining(
        'deploy infra/stacksets/member-roles.yaml there by hand, as docs/deploy.md says',
      ),
    },
  },
  'a doctor role that cannot be assumed': {
    templates: edited('member-roles', 'DoctorRole', (text) =>
      text.replace('{', '{"Condition":"KeepsReports",'),
    ),
    gap: {
      check: 'doctor-role',
      account: MEMBER,
      found: 'the role stocktake-doctor cannot be assumed, so that nothing more was looked at',
      fix: fixes.roles,
    },
  },
  'a forwarding rule that is missing': {
    templates: edited('member-rules', 'ForwardRule', (text) =>
      text.replace('"stocktake-forward"', '"stocktake-others"'),
    ),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: 'the rule stocktake-forward is missing',
      fix: fixes.rules,
    },
  },
  'a forwarding rule that is disabled': {
    harm: disable(MEMBER, 'stocktake-forward'),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: 'the rule stocktake-forward is disabled',
      fix: 'aws events enable-rule --name stocktake-forward',
    },
  },
  'a rule for reports that is disabled': {
    harm: disable(KEEPER, 'stocktake-deliveries'),
    gap: {
      check: 'forwarding-rule',
      account: KEEPER,
      region: here,
      found: 'the rule stocktake-deliveries is disabled',
      fix: 'aws events enable-rule --name stocktake-deliveries',
    },
  },
  'a forwarding rule that leads elsewhere': {
    templates: edited('member-rules', 'ForwardRule', (text) =>
      text.replace('{"Ref":"HubBusArn"}', `"arn:aws:events:eu-west-1:${HUB}:event-bus/other"`),
    ),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: "the rule stocktake-forward does not lead to the hub's bus",
      fix: fixes.rules,
    },
  },
  'a forwarding rule with another role': {
    templates: edited('member-rules', 'ForwardRule', (text) =>
      text.replace('role/stocktake/stocktake-forward', 'role/other'),
    ),
    gap: {
      check: 'forwarding-rule',
      account: MEMBER,
      region: here,
      found: 'the rule stocktake-forward does not forward with the role stocktake-forward',
      fix: fixes.rules,
    },
  },
  'events that did not reach the hub': {
    harm: leave(MEMBER, 'stocktake-undelivered'),
    gap: {
      check: 'undelivered',
      account: MEMBER,
      region: here,
      found: '1 event in stocktake-undelivered did not reach the hub',
      fix: expect.stringContaining('ERROR_MESSAGE'),
    },
  },
  'a trail that is stopped': {
    harm: ({ organization }) => organization.machines.trails.stop(MEMBER, here),
    gap: {
      check: 'trail',
      account: MEMBER,
      region: here,
      found: 'no trail is logging there',
      fix: expect.stringContaining('aws cloudtrail start-logging'),
    },
  },
  'a trail of reads': {
    harm: ({ organization }) => organization.machines.trails.recordReadsOnly(),
    gap: {
      check: 'trail',
      account: MEMBER,
      region: here,
      found: 'no trail that logs there records management events that write',
      fix: expect.stringContaining('aws cloudtrail put-event-selectors'),
    },
  },
  'no trail': {
    harm: ({ organization }) => organization.machines.trails.remove(),
    gap: {
      check: 'trail',
      account: MEMBER,
      region: here,
      found: 'no trail: EventBridge hears of no call there',
      fix: expect.stringContaining('aws cloudtrail create-trail'),
    },
  },
  'a governed region that is not enabled': {
    harm: ({ organization }) => organization.machines.regions.disable(MEMBER, 'ap-southeast-2'),
    gap: {
      check: 'region-enabled',
      account: MEMBER,
      region: 'ap-southeast-2',
      found: 'the region is governed, but not enabled in the account',
      fix: fixes.regions,
    },
  },
  'a region that somebody opted in to': {
    harm({ organization }) {
      for (const account of [MEMBER, HUB])
        organization.machines.regions.enable(account, 'me-south-1');
    },
    gap: {
      check: 'region-governed',
      region: 'me-south-1',
      found: '2 accounts have me-south-1 enabled, where no rule watches',
      fix: fixes.regions,
    },
  },
  'an account that does not tell its regions': {
    harm: ({ organization }) => organization.faults.next(1, { operation: 'ListRegions' }, denied),
    gap: {
      check: 'could-not-look',
      found: 'the regions could not be looked at: AccessDeniedException: You shall not see',
    },
  },
};

const anotherKey = 'arn:aws:kms:eu-west-1:222222222222:key/1234';
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

const inDestinations: Readonly<Record<string, Case>> = {
  'a bucket that is not there': {
    harm: removal,
    gap: {
      check: 'destination-bucket',
      account: KEEPER,
      region: here,
      found: `there is no bucket ${reports}`,
      fix: fixes.destination,
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
  'buckets whose names cannot be told': {
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
      fix: fixes.destination,
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
  'a key that is disabled': {
    mandate: withKey(itsKey),
    templates: encrypting,
    harm: ({ organization }) => organization.machines.keys.disable(itsKey),
    gap: {
      check: 'destination-key',
      found: `the key ${itsKey} is Disabled`,
      fix: `aws kms enable-key --key-id ${itsKey}`,
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

describe.each([
  ['the hub', inTheHub],
  ['the stack sets', inStackSets],
  ['the members', inMembers],
  ['the destinations', inDestinations],
])('doctor finds in %s', (_, cases) => {
  test.each(Object.entries(cases))('%s', async (__, { harm, mandate, gap, ...options }) => {
    const hub = await aHub(mandate, undefined, options);
    await harm?.(hub);

    const ran = await hub.stocktake('doctor', '--json');

    expect(ran).toMatchObject({ code: 2, err: '' });
    const { healthy, gaps } = JSON.parse(ran.out);
    expect(healthy).toBe(false);
    expect(gaps).toContainEqual(expect.objectContaining(gap));
  });
});

test('a key that is as it should be is told among what is well', async () => {
  const hub = await aHub(withKey(itsKey), undefined, { templates: encrypting });

  const ran = await hub.stocktake('doctor');

  expect(ran.code).toBe(0);
  expect(ran.out).toContain('✓ 1 key can encrypt reports\n');
});

test('a region that everybody has and nobody governs is worth a note, and no gap', async () => {
  const hub = await aHub();
  hub.organization.machines.regions.enable(MEMBER, 'us-west-2');
  const found = '1 region that AWS enables for everybody, where no rule watches: us-west-2';

  const ran = await hub.stocktake('doctor');
  const { out } = await hub.stocktake('doctor', '--json');

  expect(ran.code).toBe(0);
  expect(ran.out).toContain(`\n· ${found}\n`);
  expect(ran.out).not.toContain('no region is enabled that nobody governs');
  expect(JSON.parse(out)).toMatchObject({ healthy: true, gaps: [], notes: [{ found }] });
});

test('gaps are told to people with their fixes, those that are alike once', async () => {
  const hub = await aHub();
  hub.organization.machines.trails.stop(undefined, here);
  await disable(MEMBER, 'stocktake-forward')(hub);

  const ran = await hub.stocktake('doctor');

  expect(ran.code).toBe(2);
  expect(ran.out).toContain('✓ 14 of 15 forwarding rules enabled\n');
  expect(ran.out.slice(ran.out.indexOf('✗')).split('\n')).toEqual([
    '✗ forwarding-rule',
    '  the rule stocktake-forward is disabled: 111111111111/eu-west-1',
    '    fix: aws events enable-rule --name stocktake-forward',
    '',
    '✗ trail',
    '  no trail is logging there in 4 places: 100000000001/eu-west-1, 100000000002/eu-west-1, 111111111111/eu-west-1 and 1 more',
    '    fix: start the trail of the organization: aws cloudtrail start-logging --name …',
    '',
    '5 gaps. Nothing was changed.',
    '',
  ]);
});

/** Templates whose bus or queue has another name than the settings say, and an operator who may look at whatever there is. */
function elsewhere(resource: 'HubBus' | 'WorkQueue', name: string, other: string) {
  const said = {
    HubBus: 'stocktake',
    WorkQueue: `https://sqs.eu-west-1.amazonaws.com/${HUB}/stocktake-work`,
  };
  const asSaid = (text: string) => text.replaceAll(`\${${resource}}`, said[resource]);
  return editedTogether('hub', {
    [resource]: (text) => text.replace(name, other),
    SettingsParameter: asSaid,
    OperatorRole: (text) => asSaid(text.replaceAll(/\{"Fn::GetAtt":[^}]*\}/g, '"*"')),
  });
}

function seedAccounts(without: string) {
  const ids = {
    [MEMBER]: 'payments',
    [MANAGEMENT]: 'management',
    [HUB]: 'hub',
    [KEEPER]: 'keeper',
  };
  return Object.entries(ids).map(([id, name]) =>
    anAccount(id, { name, role: id === without ? 'missing' : 'present' }),
  );
}

function closedKeys() {
  const { hub } = encrypting;
  const closed = edited('destination', 'Key', (text) =>
    text.replace('kms:GenerateDataKey', 'kms:Encrypt'),
  );
  return { ...closed, hub };
}
