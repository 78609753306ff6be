import { describe, expect, test } from '@jest/globals';
import { createAlarms } from '../../../infra/local/alarms.ts';
import { createBuses } from '../../../infra/local/buses.ts';
import { deploy, type Services, startFunction } from '../../../infra/local/deploy.ts';
import { readDeployment, type Site } from '../../../infra/local/deployment.ts';
import { createFunctions } from '../../../infra/local/functions.ts';
import { houseTemplates } from '../../../infra/local/house-templates.ts';
import { createRoles } from '../../../infra/local/identity/roles.ts';
import { createKeys } from '../../../infra/local/keys.ts';
import type { SqsEvent } from '../../../infra/local/lambda/sqs-records.ts';
import { createMappings } from '../../../infra/local/mappings.ts';
import { createOpsItems } from '../../../infra/local/ops-items.ts';
import { createDirectory } from '../../../infra/local/organizations/directory.ts';
import { createParameters } from '../../../infra/local/parameters.ts';
import { evaluate } from '../../../infra/local/permissions/evaluate.ts';
import { createMembership } from '../../../infra/local/permissions/membership.ts';
import { requestBy } from '../../../infra/local/permissions/request.ts';
import { roleLayers } from '../../../infra/local/permissions/role-layers.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import { createQueues } from '../../../infra/local/queues.ts';
import { createSchedules } from '../../../infra/local/schedules.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import type { BusEvent } from '../../../infra/local/service.ts';
import { createStateMachines } from '../../../infra/local/state-machines.ts';
import { createTables } from '../../../infra/local/tables.ts';
import { readTemplate } from '../../../infra/local/template.ts';
import { createTopics } from '../../../infra/local/topics.ts';
import { createWebhooks } from '../../../infra/local/webhooks.ts';
import { aMembership } from './a-membership.ts';
import { aCall, aGround, ask } from './ground.ts';

const HUB = '100000000002';
const MEMBER = '111111111111';
const workQueue = `arn:aws:sqs:eu-west-1:${HUB}:stocktake-work`;

const accounts = ['100000000001', HUB, MEMBER, '222222222222'];

const parameters = {
  OrganizationId: 'o-stocktake1',
  OrganizationRootId: 'r-a1b2',
  ManagementAccountId: '100000000001',
  Regions: 'eu-west-1,us-east-1',
  DestinationAccountId: '222222222222',
  DestinationBucketName: 'acme-inventory-{region}',
};
const regions = parameters.Regions.split(',');

const site: Site = {
  managementAccount: parameters.ManagementAccountId,
  hub: { account: HUB, region: 'eu-west-1' },
  accountsIn: () => accounts,
  endpoint: 'http://127.0.0.1:4577',
  parameters,
};

const deployment = readDeployment(houseTemplates(), site);
const theirs = aMembership();

async function anOrganization(what = deployment, membership = theirs) {
  const ground = aGround();
  const queues = createQueues(ground);
  const keys = createKeys();
  const topics = createTopics(ground, { keys, membership });
  const roles = createRoles();
  for (const role of what.roles) roles.add(role);
  const webhooks = createWebhooks(ground);
  const reach = { queues, topics, webhooks, opsItems: createOpsItems(ground) };
  const buses = createBuses(ground, { ...reach, roles, membership });
  const functions = createFunctions(ground);
  const stateMachines = createStateMachines(ground, { functions, roles, membership });
  const services: Services = {
    queues,
    keys,
    topics,
    webhooks,
    chat: { add: () => undefined },
    alarms: createAlarms(ground, { topics, publish: buses.publish }),
    buses,
    stateMachines,
    schedules: createSchedules(ground, { buses, stateMachines, roles, membership }),
    membership,
    parameters: createParameters(ground),
    tables: createTables(ground.clock.track),
    s3: { place: () => undefined },
    stackSets: { add: () => undefined },
  };
  await deploy(what, services);
  return { ...ground, ...services, functions };
}

/** The house's templates, with somebody to be told by mail. */
function withMail() {
  const templates = houseTemplates();
  const { AlertEmail } = templates.hub.parameters;
  if (!AlertEmail) throw new Error('the template has no AlertEmail');
  const parameters = {
    ...templates.hub.parameters,
    AlertEmail: { ...AlertEmail, Default: 'ops@example.com' },
  };
  return { ...templates, hub: { ...templates.hub, parameters } };
}

function aCallRecord(detail: object, region = 'eu-west-1'): BusEvent {
  return {
    version: '0',
    id: 'id',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.s3',
    account: MEMBER,
    time: '2026-11-24T00:00:00Z',
    region,
    resources: [],
    detail: { eventName: 'CreateBucket', userIdentity: { type: 'Root' }, ...detail },
  };
}

function issuedBy(role: string) {
  return { userIdentity: { sessionContext: { sessionIssuer: { arn: role } } } };
}

describe('what the templates come to', () => {
  test('is a function with its settings', () => {
    const [lambda] = deployment.functions;

    expect(lambda).toMatchObject({
      entry: 'bucket-changed',
      name: 'stocktake-bucket-changed',
      entryPoint: 'index.handler',
      timeoutMs: 180_000,
      roleArn: `arn:aws:iam::${HUB}:role/stocktake/stocktake-bucket-changed`,
      environment: {
        HUB_BUS: 'stocktake',
        WORK_QUEUE_URL: `http://127.0.0.1:4577/${HUB}/stocktake-work`,
        DEAD_LETTER_QUEUE_URL: `http://127.0.0.1:4577/${HUB}/stocktake-dead-letter`,
        MEMBER_ROLE: 'stocktake/stocktake-member',
        ENFORCEMENT_PARAMETER: '/stocktake/enforcement',
        ORGANIZATION_ID: 'o-stocktake1',
        LEDGER_TABLE: deployment.tables[0]?.definition.TableName,
      },
      mappings: [{ queueArn: workQueue, batchSize: 10, reportsItemFailures: true }],
    });
  });

  test('runs no function that nobody has asked for', () => {
    const entries = deployment.functions.map(({ entry }) => entry);

    expect(entries).toEqual(['bucket-changed', 'dead-letter', 'incidents', 'sweep', 'delivery']);
  });

  test('hides messages for six times the function’s timeout and gives them up after five receives', () => {
    const [lambda] = deployment.functions;
    const work = deployment.queues.find(({ arn }) => arn === workQueue);

    expect(work?.visibilityTimeout).toBe((6 * (lambda?.timeoutMs ?? 0)) / 1_000);
    expect(work?.redrive).toEqual({
      targetArn: `arn:aws:sqs:eu-west-1:${HUB}:stocktake-dead-letter`,
      maxReceiveCount: 5,
    });
  });

  test('tells the command line where everything is', () => {
    const { value } =
      deployment.parameters.find(({ name }) => name === '/stocktake/settings') ?? {};

    expect(JSON.parse(value ?? '')).toEqual({
      ledgerTable: deployment.tables[0]?.definition.TableName,
      hubBus: 'stocktake',
      workQueueUrl: `http://127.0.0.1:4577/${HUB}/stocktake-work`,
      deadLetterQueueUrl: `http://127.0.0.1:4577/${HUB}/stocktake-dead-letter`,
      memberRole: 'stocktake/stocktake-member',
      operatorRole: 'stocktake/stocktake-operator',
      enforcementParameter: '/stocktake/enforcement',
      organizationId: 'o-stocktake1',
      regions: 'eu-west-1,us-east-1',
      targetUnits: '',
    });
  });

  test('tells a topic of incidents, in lines', () => {
    const { targets = [] } =
      deployment.rules.find(({ name }) => name === 'stocktake-incidents') ?? {};

    expect(targets).toMatchObject([
      {
        arn: `arn:aws:sns:eu-west-1:${HUB}:stocktake-alerts`,
        input: {
          paths: { headline: '$.detail.headline' },
          template: expect.stringMatching(/^"<headline>"\n/),
        },
      },
    ]);
  });

  test('is a topic with its policy, its key and whoever is to be told', () => {
    const [topic] = readDeployment(withMail(), site).topics;

    expect(topic).toMatchObject({
      arn: `arn:aws:sns:eu-west-1:${HUB}:stocktake-alerts`,
      policies: [{ Statement: [{ Sid: 'Notices' }, { Sid: 'Alarms' }, { Sid: 'TlsOnly' }] }],
      keyId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      subscriptions: [{ protocol: 'email', endpoint: 'ops@example.com' }],
    });
  });

  test('has the members’ roles once an account, in whatever regions the rules are', () => {
    const members = deployment.roles.filter(({ name }) => name === 'stocktake-member');
    const rules = deployment.rules.filter(({ name }) => name === 'stocktake-forward');

    expect(members.map(({ account }) => account).sort()).toEqual(accounts.toSorted());
    expect(rules).toHaveLength(accounts.length * regions.length);
  });

  test('has the reports’ buckets in every region of the destination account alone', () => {
    expect(deployment.buckets).toMatchObject([
      { account: '222222222222', region: 'eu-west-1', name: 'acme-inventory-eu-west-1' },
      { account: '222222222222', region: 'us-east-1', name: 'acme-inventory-us-east-1' },
    ]);
  });

  test('has the reports’ buckets in the management account too, by hand, if it keeps the reports', () => {
    const keeping = { ...parameters, DestinationAccountId: parameters.ManagementAccountId };
    const { buckets, stackSets } = readDeployment(houseTemplates(), {
      ...site,
      parameters: keeping,
    });

    expect(buckets.map(({ account, name }) => [account, name])).toEqual([
      ['100000000001', 'acme-inventory-eu-west-1'],
      ['100000000001', 'acme-inventory-us-east-1'],
    ]);
    expect(stackSets.map(({ name }) => name)).toEqual([
      'stocktake-member-roles',
      'stocktake-member-rules',
    ]);
  });

  test('has no stack of a stack set in the management account, but the same stacks by hand', () => {
    const reached = deployment.stackInstances.map(({ account }) => account);

    expect(new Set(reached)).toEqual(new Set([HUB, MEMBER, '222222222222']));
    expect(
      deployment.rules.filter(
        ({ busArn, name }) => name === 'stocktake-forward' && busArn.includes(':100000000001:'),
      ),
    ).toHaveLength(2);
  });

  test.each([
    [{ Regions: 'us-east-1' }, 'Regions must name the region of this stack as well'],
    [{ StackSetCallAs: 'SELF' }, 'StackSetCallAs must be SELF in the management account'],
    [
      { OrganizationId: 'acme' },
      'expected the id of the organization, like o-a1b2c3d4e5; found "acme"',
    ],
    [
      { Regions: 'eu-west-1,Ireland' },
      'expected region codes, like eu-west-1,us-east-1; found "Ireland"',
    ],
  ])('is refused in a sentence for %j', (wrong, sentence) => {
    expect(() =>
      readDeployment(houseTemplates(), { ...site, parameters: { ...parameters, ...wrong } }),
    ).toThrow(sentence);
  });

  test.each([
    [`arn:aws:iam::${HUB}:role/stocktake/stocktake-bucket-changed`, 'o-stocktake1', true],
    [`arn:aws:iam::${HUB}:role/stocktake/stocktake-operator`, 'o-stocktake1', true],
    [`arn:aws:iam::${HUB}:role/stocktake/another`, 'o-stocktake1', false],
    [`arn:aws:iam::${HUB}:role/stocktake/stocktake-operator`, 'o-another000', false],
  ])('lets %s of %s become the member role: %s', (arn, organization, expected) => {
    const role = deployment.roles.find(
      ({ name, account }) => name === 'stocktake-member' && account === MEMBER,
    );

    const policies = role ? [role.trustPolicy] : [];
    const request = requestBy(
      { arn, account: HUB, region: 'eu-west-1' },
      { action: 'sts:AssumeRole', resource: role?.arn ?? '' },
      { ...theirs, organizationId: organization },
    );
    const { allowed } = evaluate([{ kind: 'resource', policies, mustAllow: true }], request);

    expect(allowed).toBe(expected);
  });

  test('lets the member role do what inventories need, in its own account', () => {
    const role = deployment.roles.find(
      ({ name, account }) => name === 'stocktake-member' && account === MEMBER,
    );
    const asker = { arn: role?.arn ?? '', account: MEMBER, region: 'eu-west-1' };
    const may = (action: string, owner = MEMBER) => {
      const context = { 'aws:resourceaccount': owner };
      const wish = { action, resource: 'arn:aws:s3:::acme', context };
      return evaluate(roleLayers(role), requestBy(asker, wish, theirs)).allowed;
    };

    expect(may('s3:GetInventoryConfiguration')).toBe(true);
    expect(may('s3:PutInventoryConfiguration')).toBe(true);
    expect(may('s3:PutInventoryConfiguration', '222222222222')).toBe(false);
    expect(may('s3:GetObject')).toBe(false);
    expect(may('s3:DeleteBucket')).toBe(false);
  });
});

describe('plain HTTP', () => {
  const asker = { arn: `arn:aws:iam::${MEMBER}:root`, account: MEMBER, region: 'eu-west-1' };
  const [bucket] = deployment.buckets;
  const chat = { SlackWorkspaceId: 'T0123ABCD', SlackChannelId: 'C0123ABCD' };
  const withChat = { ...site, parameters: { ...site.parameters, ...chat } };
  const { topics } = readDeployment(houseTemplates(), withChat);
  const topicArn = (name: string) => topics.find(({ arn }) => arn.endsWith(name))?.arn ?? '';
  const bucketArn = `arn:aws:s3:::${bucket?.name}`;

  test.each([
    ['a list of reports', 's3:ListBucket', bucketArn],
    ['a report', 's3:GetObject', `${bucketArn}/inventory/report`],
    ['an alert', 'sns:Publish', topicArn('stocktake-alerts')],
    ['a notice for chat', 'sns:Publish', topicArn('stocktake-chat')],
  ])('is denied for %s, whoever asks', (_what, action, resource) => {
    const context = { 'aws:securetransport': 'false' };
    const request = requestBy(asker, { action, resource, context }, theirs);
    const policies =
      action === 'sns:Publish'
        ? topics.find(({ arn }) => arn === resource)?.policies
        : [bucket?.policy?.document].flatMap((one) => one ?? []);

    const verdict = evaluate(
      [{ kind: 'resource', policies: policies ?? [], mustAllow: false }],
      request,
    );

    expect(verdict).toMatchObject({ allowed: false, deniedBy: { statement: { Sid: 'TlsOnly' } } });
  });
});

describe('events that reach the work queue', () => {
  const ours = `arn:aws:iam::${MEMBER}:role/stocktake/stocktake-member`;

  test.each([
    ['a bucket created', {}],
    ['a bucket deleted', { eventName: 'DeleteBucket' }],
    ['tags put', { eventName: 'PutBucketTagging' }],
    ['tags deleted', { eventName: 'DeleteBucketTagging' }],
    ['tags put by the console', { eventName: 'TagResource' }],
    ['tags deleted by the console', { eventName: 'UntagResource' }],
    ['an inventory put by a root user', { eventName: 'PutBucketInventoryConfiguration' }],
    [
      'an inventory deleted by another role',
      {
        eventName: 'DeleteBucketInventoryConfiguration',
        ...issuedBy('arn:aws:iam::111111111111:role/dev'),
      },
    ],
    [
      'an inventory put by a role of our name in another path',
      {
        eventName: 'PutBucketInventoryConfiguration',
        ...issuedBy('arn:aws:iam::111111111111:role/stocktake-member'),
      },
    ],
    ['a bucket created by our own role', issuedBy(ours)],
  ])('are %s', async (_case, detail) => {
    const { buses, queues } = await anOrganization();

    buses.publish(MEMBER, 'eu-west-1', aCallRecord(detail));

    expect(queues.find(workQueue)?.messages()).toHaveLength(1);
  });

  test.each([
    ['a failed call', { errorCode: 'BucketAlreadyExists' }],
    ['our own put', { eventName: 'PutBucketInventoryConfiguration', ...issuedBy(ours) }],
    ['our own deletion', { eventName: 'DeleteBucketInventoryConfiguration', ...issuedBy(ours) }],
    ['another call', { eventName: 'PutBucketPolicy' }],
  ])('are not %s', async (_case, detail) => {
    const { buses, queues } = await anOrganization();

    buses.publish(MEMBER, 'eu-west-1', aCallRecord(detail));

    expect(queues.find(workQueue)?.messages()).toEqual([]);
  });

  test.each(accounts)('come from %s and every region', async (account) => {
    const { buses, queues } = await anOrganization();

    buses.publish(account, 'us-east-1', { ...aCallRecord({}, 'us-east-1'), account });

    expect(queues.find(workQueue)?.messages()).toHaveLength(1);
  });

  test.each([
    [HUB, 1],
    [MEMBER, 0],
  ])('are checks that %s asks for: %d', async (account, expected) => {
    const { buses, queues } = await anOrganization();
    const Detail = JSON.stringify({ account: MEMBER, region: 'eu-west-1', bucket: 'acme' });
    const entry = {
      EventBusName: `arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`,
      Source: 'stocktake',
      DetailType: 'Bucket Check Requested',
      Detail,
    };

    await ask(buses.operations, 'PutEvents', { input: { Entries: [entry] }, call: aCall(account) });

    expect(queues.find(workQueue)?.messages()).toHaveLength(expected);
  });

  test('are not checks that a member forwards', async () => {
    const { buses, queues } = await anOrganization();
    const forged = {
      ...aCallRecord({}),
      source: 'stocktake',
      'detail-type': 'Bucket Check Requested',
    };
    const busArn = `arn:aws:events:eu-west-1:${MEMBER}:event-bus/default`;
    const [forward] = deployment.rules.filter((rule) => rule.busArn === busArn);
    buses.putRule({
      name: 'stocktake-forward',
      state: 'ENABLED',
      busArn,
      pattern: { source: ['stocktake'] },
      targets: forward?.targets ?? [],
    });

    buses.publish(MEMBER, 'eu-west-1', forged);

    expect(buses.seen(`arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`)).toEqual([forged]);
    expect(queues.find(workQueue)?.messages()).toEqual([]);
  });

  test('reach the function', async () => {
    const { buses, queues, functions, clock, random } = await anOrganization();
    const bodies: string[] = [];
    const handler = async (event: unknown) => {
      bodies.push(...(event as SqsEvent).Records.map(({ body }) => body));
    };
    const mappings = createMappings({ clock, random });
    for (const lambda of deployment.functions)
      startFunction(lambda, handler, { functions, queues, mappings });

    buses.publish(MEMBER, 'eu-west-1', aCallRecord({}));
    await clock.advance(0);

    expect(bodies.map((body) => JSON.parse(body))).toEqual([aCallRecord({})]);
  });
});

describe('mappings that Lambda would not create', () => {
  const [lambda] = deployment.functions;
  const [mapping] = lambda?.mappings ?? [];

  interface Odd {
    readonly timeoutMs?: number;
    readonly mapped?: { readonly batchSize?: number; readonly queueArn?: string };
  }

  test.each<[string, Odd, string]>([
    [
      'time out after their messages come back',
      { timeoutMs: 1_081_000 },
      'Queue visibility timeout: 1080 seconds is less than Function timeout: 1081 seconds',
    ],
    ['collect many messages at once', { mapped: { batchSize: 11 } }, 'needs a batching window'],
    [
      'take from no queue',
      { mapped: { queueArn: 'arn:aws:sqs:eu-west-1:111111111111:nowhere' } },
      'there is no queue',
    ],
  ])('%s', async (_case, odds, message) => {
    const { timeoutMs = 180_000, mapped } = odds;
    const { functions, queues, ...ground } = await anOrganization();
    if (!lambda || !mapping) throw new Error('the template has no mapped function');
    const odd = { ...lambda, timeoutMs, mappings: [{ ...mapping, ...mapped }] };
    const mappings = createMappings(ground);

    const start = () => startFunction(odd, async () => undefined, { functions, queues, mappings });

    expect(start).toThrow(message);
  });
});

describe('functions that cannot do their work', () => {
  const [lambda] = deployment.functions;
  const logs = 'logs:CreateLogStream';
  const traces = 'xray:PutTelemetryRecords';

  /** The role of the function with another name in its trust policy, or without an action. */
  function withRole(name: string, { trusted, without }: { trusted?: string; without?: string }) {
    const roles = deployment.roles.map((role) => {
      if (role.name !== name) return role;
      const text = JSON.stringify(role)
        .replace(/[a-z]+\.amazonaws\.com/, (now) => trusted ?? now)
        .replace(without ?? 'nothing', 'sts:GetCallerIdentity');
      return JSON.parse(text) as typeof role;
    });
    return { ...deployment, roles };
  }

  test.each([
    [
      'whose role Lambda cannot assume',
      withRole('stocktake-bucket-changed', { trusted: 'ec2.amazonaws.com' }),
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      'without a log',
      withRole('stocktake-bucket-changed', { without: logs }),
      'does not have permissions to call CreateLogStream on CloudWatch Logs',
    ],
    [
      'that log elsewhere',
      {
        ...deployment,
        functions: deployment.functions.map((one) => ({ ...one, logGroup: '/elsewhere' })),
      },
      'does not have permissions to call CreateLogStream on CloudWatch Logs',
    ],
    [
      'without traces',
      withRole('stocktake-bucket-changed', { without: traces }),
      'does not have permissions to call PutTelemetryRecords on XRAY',
    ],
    [
      'that may not take from their queue',
      withRole('stocktake-bucket-changed', { without: 'sqs:ReceiveMessage' }),
      'does not have permissions to call ReceiveMessage on SQS',
    ],
    [
      'that CodeDeploy cannot shift',
      withRole('stocktake-deployment', { trusted: 'ec2.amazonaws.com' }),
      'AWS CodeDeploy cannot assume the role',
    ],
  ])('are those %s', async (_case, odd, message) => {
    await expect(anOrganization(odd)).rejects.toThrow(`${lambda?.name}: `);
    await expect(anOrganization(odd)).rejects.toThrow(message);
  });

  test('are those that a service control policy denies it', async () => {
    const Statement = { Effect: 'Deny', Action: 'sqs:DeleteMessage', Resource: '*' };
    const policy = readPolicy({ Version: '2012-10-17', Statement });
    const control = { name: 'nothing-deleted', targets: [HUB], policy };
    const controlled = createMembership(createDirectory(defaultSeed), [control]);

    await expect(anOrganization(deployment, controlled)).rejects.toThrow(
      'does not have permissions to call DeleteMessage on SQS',
    );
  });

  test('are not those that trace nothing and may not', async () => {
    const { functions, ...odd } = withRole('stocktake-bucket-changed', { without: traces });
    const silent = functions.map((one) => ({ ...one, isTraced: false }));

    await expect(anOrganization({ ...odd, functions: silent })).resolves.toBeDefined();
  });
});

describe('templates that cannot be stood for', () => {
  const templates = houseTemplates();
  const named = Object.keys(templates.hub.parameters).map(
    (name) => `${name}: { Type: String, Default: '' }`,
  );
  const parameters = `Parameters: { ${named.join(', ')} }`;
  const withMember = (resource: string) => () =>
    readDeployment(
      {
        ...templates,
        hub: readTemplate(
          'hub.yaml',
          `{ AWSTemplateFormatVersion: '2010-09-09', ${parameters}, Resources: { R: ${resource} } }`,
        ),
      },
      site,
    );

  test.each([
    [
      'a FIFO queue',
      '{ Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }',
      'FifoQueue: FIFO queues are not known here',
    ],
    [
      'an unknown property',
      '{ Type: AWS::SQS::Queue, Properties: { Delay: 5 } }',
      'Properties: Unrecognized key: "Delay"',
    ],
    [
      'too long a delay',
      '{ Type: AWS::SQS::Queue, Properties: { DelaySeconds: 901 } }',
      'DelaySeconds: Too big: expected number to be <=900',
    ],
    [
      'an unknown condition of a policy',
      "{ Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: '*', Condition: { IpAddress: { 'aws:SourceIp': x } } } } } }",
      'Properties: policy: Statement.0.Condition.IpAddress: unknown condition operator IpAddress',
    ],
    [
      'a policy of a role that names a principal',
      "{ Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] }, Policies: [{ PolicyName: p, PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: '*', Resource: '*', Principal: '*' } } }] } }",
      'Statement.0.Principal: no principal is named here',
    ],
    [
      'a part of the event as input',
      "{ Type: AWS::Events::Rule, Properties: { EventPattern: { source: [x] }, Targets: [{ Id: a, Arn: 'arn:aws:sqs:eu-west-1:1:q', InputPath: $.detail }] } }",
      'Targets.0: Unrecognized key: "InputPath"',
    ],
    [
      'a placeholder that is nowhere',
      "{ Type: AWS::Events::Rule, Properties: { EventPattern: { source: [x] }, Targets: [{ Id: a, Arn: 'arn:aws:sqs:eu-west-1:1:q', InputTransformer: { InputTemplate: '\"<b>\"' } }] } }",
      'Targets.0.InputTransformer: <b> is not in the map',
    ],
    [
      'two inputs at once',
      "{ Type: AWS::Events::Rule, Properties: { EventPattern: { source: [x] }, Targets: [{ Id: a, Arn: 'arn:aws:sqs:eu-west-1:1:q', Input: '1', InputTransformer: { InputTemplate: '1' } }] } }",
      'Targets.0: only one of Input and InputTransformer',
    ],
    [
      'a subscription by telephone',
      '{ Type: AWS::SNS::Subscription, Properties: { TopicArn: t, Protocol: sms, Endpoint: "1" } }',
      'Protocol: Invalid input: expected "email"',
    ],
    [
      'an alarm that restarts a machine',
      "{ Type: AWS::CloudWatch::CompositeAlarm, Properties: { AlarmRule: 'ALARM(\"a\")', AlarmActions: ['arn:aws:swf:x'] } }",
      'AlarmActions.0: only topics can be told here',
    ],
    [
      'an alarm over data that is missing',
      '{ Type: AWS::CloudWatch::CompositeAlarm, Properties: { AlarmRule: \'INSUFFICIENT_DATA("a")\' } }',
      'AlarmRule: cannot read INSUFFICIENT_DATA("a")',
    ],
    [
      'a role with a policy that AWS keeps',
      "{ Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }",
      'ManagedPolicyArns.0: what managed policies say is not known here',
    ],
    [
      'a schedule of one and many',
      "{ Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'rate(1 minutes)', FlexibleTimeWindow: { Mode: 'OFF' } } }",
      'ScheduleExpression: rate(1 minutes) is no rate in minutes, hours or days',
    ],
    [
      'a schedule of many and one',
      "{ Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'rate(5 minute)', FlexibleTimeWindow: { Mode: 'OFF' } } }",
      'ScheduleExpression: rate(5 minute) is no rate in minutes, hours or days',
    ],
    [
      'a schedule by the calendar',
      "{ Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'cron(0 8 ? * MON *)', FlexibleTimeWindow: { Mode: 'OFF' } } }",
      'ScheduleExpression: cron(0 8 ? * MON *) is no rate in minutes, hours or days, and no time of every day',
    ],
    [
      'a schedule at a time that there is not',
      "{ Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'cron(0 24 * * ? *)', FlexibleTimeWindow: { Mode: 'OFF' } } }",
      'ScheduleExpression: cron(0 24 * * ? *) is no rate',
    ],
    [
      'a schedule with two days at once',
      "{ Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'cron(0 8 * * * *)', FlexibleTimeWindow: { Mode: 'OFF' } } }",
      'ScheduleExpression: cron(0 8 * * * *) is no rate',
    ],
    [
      'a schedule of another place’s time',
      "{ Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'cron(0 8 * * ? *)', ScheduleExpressionTimezone: Europe/Berlin, FlexibleTimeWindow: { Mode: 'OFF' } } }",
      'ScheduleExpressionTimezone: only UTC is known here',
    ],
    [
      'a schedule that invokes a function',
      "{ Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: 'rate(1 hour)', FlexibleTimeWindow: { Mode: 'OFF' }, Target: { Arn: 'arn:aws:lambda:eu-west-1:1:function:f', RoleArn: r, Input: '{}', EventBridgeParameters: { Source: s, DetailType: d } } } }",
      'Target.Arn: only an event bus or a state machine of the same account and region is known here',
    ],
    [
      'a key that signs',
      '{ Type: AWS::KMS::Key, Properties: { KeyPolicy: {}, KeyUsage: SIGN_VERIFY } }',
      'Properties: Unrecognized key: "KeyUsage"',
    ],
  ])('say so: %s', (_case, resource, message) => {
    expect(withMember(resource)).toThrow(message);
    expect(withMember(resource)).toThrow('hub.yaml: Resources.R.');
  });
});
