import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { defaultSeed, readSeed } from '../../../infra/local/seed.ts';

const good = `organization: { id: o-stocktake1, managementAccount: "100000000001" }
hub: { account: "100000000002", region: eu-west-1 }
destination: { account: "222222222222" }
regions: [eu-west-1, us-east-1]
accounts:
  - { id: "111111111111", name: payments-prod, unit: Workloads/Production, tags: { tier: gold } }
  - { id: "333333333333", name: sandbox-7, unit: Sandbox, state: SUSPENDED, role: missing }
`;

const denials = `serviceControlPolicies:
  - name: no-inventories
    targets: [root, Workloads, Workloads/Production, "333333333333", "100000000002"]
    policy:
      Version: "2012-10-17"
      Statement: [{ Effect: Deny, Action: "s3:PutInventoryConfiguration", Resource: "*" }]
`;

function read(text: string) {
  return readSeed(Buffer.from(text), 'org.yaml');
}

/** The good seed with one thing changed. */
function changed(what: string, into: string): string {
  if (!good.includes(what)) throw new Error(`${what} is not in the seed`);
  return good.replace(what, into);
}

describe('a seed', () => {
  test('is read with what is left out filled in', () => {
    const { seed } = read(good);

    expect(seed?.accounts.slice(0, 2)).toEqual([
      {
        id: '111111111111',
        name: 'payments-prod',
        unit: 'Workloads/Production',
        state: 'ACTIVE',
        tags: { tier: 'gold' },
        role: 'present',
      },
      {
        id: '333333333333',
        name: 'sandbox-7',
        unit: 'Sandbox',
        state: 'SUSPENDED',
        tags: {},
        role: 'missing',
      },
    ]);
  });

  test('has management, hub and destination among its accounts without listing them', () => {
    const { seed } = read(good);

    const ids = seed?.accounts.map(({ id }) => id);
    expect(ids?.slice(2)).toEqual(['100000000001', '100000000002', '222222222222']);
  });

  test('may list them all the same, each once', () => {
    const { seed } = read(`${good}  - { id: "100000000002", name: platform, unit: Platform }\n`);

    const hubs = seed?.accounts.filter(({ id }) => id === '100000000002');
    expect(hubs?.map(({ name }) => name)).toEqual(['platform']);
  });

  test('may be one account for everything', () => {
    const { seed } = read(good.replaceAll(/1000000000\d\d|2{12}/g, '555555555555'));

    expect(seed?.accounts).toHaveLength(3);
  });
});

describe('service control policies', () => {
  test('are none if left out', () => {
    expect(read(good).seed?.serviceControlPolicies).toEqual([]);
  });

  test('are read with their targets', () => {
    const { seed } = read(good + denials);

    const [control] = seed?.serviceControlPolicies ?? [];
    expect([control?.name, control?.targets.length]).toEqual(['no-inventories', 5]);
    expect(control?.policy.Statement).toMatchObject([
      { Effect: 'Deny', Action: ['s3:PutInventoryConfiguration'], Resource: ['*'] },
    ]);
  });

  test.each([
    [
      'Effect: Deny',
      'Effect: Allow',
      'org.yaml:13:29 serviceControlPolicies[0].policy.Statement[0].Effect: expected Deny: FullAWSAccess is attached everywhere and allows all there is',
    ],
    [
      '"333333333333", ',
      '"999999999999", ',
      'org.yaml:10:54 serviceControlPolicies[0].targets[3]: 999999999999 is neither root, nor a unit, nor an account of the organization',
    ],
    [
      'Workloads/Production, "3',
      'Production, "3',
      'org.yaml:10:32 serviceControlPolicies[0].targets[2]: Production is neither root, nor a unit, nor an account of the organization',
    ],
    [
      '"333333333333", ',
      '333333333333, ',
      'org.yaml:10:54 serviceControlPolicies[0].targets[3]: expected a list of root, units like Workloads/Production, and account ids in quotes',
    ],
    [
      'Resource: "*"',
      'Resource: "*", Condition: { StringEquals: { "aws:SourceIp": "10.0.0.1" } }',
      'org.yaml:13:119 serviceControlPolicies[0].policy.Statement[0].Condition.StringEquals.aws:SourceIp: unknown condition key aws:SourceIp',
    ],
    [
      ', Resource: "*"',
      '',
      'org.yaml:13:19 serviceControlPolicies[0].policy.Statement[0].Resource: expected Resource or NotResource',
    ],
    [
      'Resource: "*"',
      'Resource: "*", Principal: "*"',
      'org.yaml:13:101 serviceControlPolicies[0].policy.Statement[0].Principal: no principal is named here',
    ],
    [
      'name: no-inventories',
      'title: no-inventories',
      'org.yaml:9:5 serviceControlPolicies[0]: name is missing: expected a name',
    ],
  ])('are refused at the place where %s is %s', (what, into, message) => {
    const { errors } = read(good + denials.replace(what, into));

    expect(errors?.[0]).toBe(message);
  });
});

/** Aliases of aliases, which grow by powers of nine. */
function bomb(): string {
  const levels = Array.from({ length: 8 }, (_, at) => {
    const content =
      at === 0
        ? 'x'
        : Array(9)
            .fill(`*a${at - 1}`)
            .join(', ');
    return `a${at}: &a${at} [${content}]`;
  });
  return levels.join('\n');
}

describe('a mistake is pointed at', () => {
  test.each([
    [
      'id: "111111111111"',
      'id: 111111111111',
      'org.yaml:6:11 accounts[0].id: expected an account id: 12 digits in quotes',
    ],
    [
      'id: "111111111111", ',
      '',
      'org.yaml:6:5 accounts[0]: id is missing: expected an account id: 12 digits in quotes',
    ],
    ['tags:', 'tag:', 'org.yaml:6:76 accounts[0].tag: unknown key'],
    [
      'state: SUSPENDED',
      'state: ASLEEP',
      'org.yaml:7:66 accounts[1].state: expected ACTIVE, SUSPENDED, PENDING_ACTIVATION, PENDING_CLOSURE or CLOSED',
    ],
    [
      '"333333333333"',
      '"111111111111"',
      'org.yaml:7:11 accounts[1].id: 111111111111 is listed twice',
    ],
    [
      'region: eu-west-1',
      'region: eu-west-3',
      'org.yaml:2:41 hub.region: expected one of the regions: eu-west-1, us-east-1',
    ],
    [
      'o-stocktake1',
      'stocktake',
      'org.yaml:1:21 organization.id: expected an id like o-a1b2c3d4e5',
    ],
    [
      'unit: Sandbox',
      'unit: /Sandbox',
      'org.yaml:7:50 accounts[1].unit: expected names of units from the root down, like Workloads/Production',
    ],
  ])('where %s is %s', (what, into, message) => {
    const { errors } = read(changed(what, into));

    expect(errors).toEqual([message]);
  });

  test('together with all others', () => {
    const { errors } = read(changed('role: missing', 'role: absent').replace('gold', '7'));

    expect(errors).toHaveLength(2);
  });

  test.each([
    ['no YAML', 'accounts: [', /^org\.yaml:1:\d+: /],
    ['nothing', '', /^org\.yaml:1:1: expected an organization, as docs\/local\.md shows one$/],
    ['a list', '- a', /^org\.yaml:1:1: expected an organization/],
    [
      'the same key twice',
      `${good}regions: [us-east-1]\n`,
      /^org\.yaml:8:1: Map keys must be unique/,
    ],
  ])('where the document is %s', (_case, text, message) => {
    const { errors = [] } = read(text);

    expect(errors[0]).toMatch(message);
  });

  test.each([
    ['too deep', '['.repeat(200_000)],
    ['an alias of nothing', 'hub: *nobody'],
    ['a bomb of aliases', bomb()],
  ])('where the document is %s', (_case, text) => {
    const { errors } = read(text);

    expect(errors?.[0]).toMatch(/^org\.yaml:\d+:\d+: /);
  });

  test('where the text is not UTF-8', () => {
    const { errors } = readSeed(Buffer.from([0xff, 0xfe, 0x41]), 'org.yaml');

    expect(errors).toEqual(['org.yaml:1:1: expected UTF-8 text']);
  });
});

describe('what stands where something else belongs', () => {
  test.each([
    ['organization: 7', 'organization: expected the organization: id and managementAccount'],
    ['hub: [a]', 'hub: expected the hub: account and region'],
    ['destination: none', 'destination: expected the destination of reports: account'],
    [
      'accounts: [payments]',
      'accounts[0]: expected an account: id and name, and if you like unit, tags, state and role',
    ],
    [
      'accounts: [{ tags: gold }]',
      'accounts[0].tags: expected tags: a text for each key, like { tier: gold }',
    ],
    [
      'serviceControlPolicies: [denials]',
      'serviceControlPolicies[0]: expected a service control policy: name, targets and policy',
    ],
    [
      'serviceControlPolicies: [{ policy: denials.json }]',
      'serviceControlPolicies[0].policy: expected a policy document: Version and Statement',
    ],
    [
      'serviceControlPolicies: [{ policy: { Statement: Deny } }]',
      'serviceControlPolicies[0].policy.Statement: expected a statement: Effect, Action and Resource',
    ],
    [
      'serviceControlPolicies: [{ policy: { Statement: { Condition: never } } }]',
      'serviceControlPolicies[0].policy.Statement.Condition: expected conditions, like { StringEquals: { "aws:SourceAccount": "…" } }',
    ],
  ])('%s: a sentence says what belongs there', (text, sentence) => {
    const { errors = [] } = read(text);

    expect(errors.filter((error) => error.endsWith(sentence))).toHaveLength(1);
  });

  test('and what is missing is named, with what it should be', () => {
    const { errors } = read('accounts: []');

    expect(errors).toEqual([
      'org.yaml:1:1: organization is missing: expected the organization: id and managementAccount',
      'org.yaml:1:1: hub is missing: expected the hub: account and region',
      'org.yaml:1:1: destination is missing: expected the destination of reports: account',
      'org.yaml:1:1: regions is missing: expected a list of region codes',
    ]);
  });

  test.each([null, 7, 'text', true, [7], { a: null }])(
    '%j: never the words of a library',
    (odd) => {
      const wrong = everyPlaceAs(parse(good + denials), odd);

      const errors = wrong.flatMap((seed) => read(stringify(seed)).errors ?? []);
      expect(errors).not.toEqual([]);
      expect(errors.filter((error) => /invalid|received/i.test(error))).toEqual([]);
    },
  );
});

/** A value over and over, each time with something else at one of its places. */
function everyPlaceAs(value: unknown, odd: unknown): readonly unknown[] {
  if (typeof value !== 'object' || !value) return [odd];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    everyPlaceAs(member, odd).map((changedMember) =>
      Array.isArray(value)
        ? value.with(Number(key), changedMember)
        : { ...value, [key]: changedMember },
    ),
  );
  return [odd, ...inner];
}

test('the default seed has an account of every kind', () => {
  const kinds = defaultSeed.accounts.map(({ state, role }) => `${state} ${role}`);

  expect(new Set(kinds)).toEqual(
    new Set(['ACTIVE present', 'ACTIVE missing', 'SUSPENDED present']),
  );
});
