import { MoveAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { describe, expect, test } from '@jest/globals';
import { failureOf } from '../../../infra/aws/failure.ts';
import { accountFacts } from '../../../infra/aws/organization.ts';
import { parentOf } from '../../../infra/aws/organizations-api.ts';
import { type House, openHouse } from '../../flow/house.ts';

const everything = new Set(['units', 'accountTags'] as const);

function calls({ organization }: House): readonly string[] {
  return organization.calls
    .filter(({ service }) => service === 'organizations')
    .map(({ operation }) => operation);
}

/** Moves payments-prod to where payments-dev is. */
async function move({ organization, operator }: House): Promise<void> {
  const [from, to] = await Promise.all([
    parentOf(operator, '111111111111'),
    parentOf(operator, '444444444444'),
  ]);
  const { managementAccount } = organization.seed.organization;
  const client = new OrganizationsClient({
    region: 'us-east-1',
    credentials: { accessKeyId: managementAccount, secretAccessKey: 'anything' },
    requestHandler: organization.requestHandler,
  });
  const place = { SourceParentId: from, DestinationParentId: to };
  await client.send(new MoveAccountCommand({ AccountId: '111111111111', ...place }));
}

describe('what the organization knows of an account', () => {
  test('is its name, state, place and tags', async () => {
    const { operator } = await openHouse();

    expect(await accountFacts(operator, '111111111111', everything)).toEqual({
      accountName: 'payments-prod',
      accountState: 'ACTIVE',
      accountTags: { tier: 'gold' },
      unit: 'Workloads/Production',
      unitIds: [expect.stringMatching(/^ou-/), expect.stringMatching(/^ou-/)],
    });
  });

  test('is not asked for beyond what is needed', async () => {
    const house = await openHouse();

    await accountFacts(house.operator, '111111111111', new Set());

    expect(calls(house)).toEqual(['DescribeAccount']);
  });

  test('is an empty path right under the root', async () => {
    const { operator } = await openHouse();

    expect(await accountFacts(operator, '100000000001', everything)).toMatchObject({
      unit: '',
      unitIds: [],
    });
  });

  test('says when the account is suspended', async () => {
    const { operator } = await openHouse();

    expect(await accountFacts(operator, '777777777777', new Set())).toMatchObject({
      accountState: 'SUSPENDED',
    });
  });

  test('is believed for five minutes', async () => {
    const house = await openHouse();
    await accountFacts(house.operator, '111111111111', everything);
    await move(house);
    const before = calls(house).length;

    const believed = await accountFacts(house.operator, '111111111111', everything);
    const asked = calls(house).length - before;
    await house.clock.advance(300_000);
    const fresh = await accountFacts(house.operator, '111111111111', everything);

    expect([believed.unit, asked]).toEqual(['Workloads/Production', 0]);
    expect(fresh.unit).toBe('Workloads/Development');
  });
});

describe('an account of somebody else', () => {
  test('makes a message malformed', async () => {
    const { operator } = await openHouse();

    const failure = await accountFacts(operator, '999999999999', new Set()).catch(failureOf);

    expect(failure).toEqual({
      cause: 'malformed-message',
      message: 'account 999999999999 is not in the organization o-stocktake1',
    });
  });

  test('is one even if Organizations knows it, when the organization is not the one of our settings', async () => {
    const { operator } = await openHouse();
    const misled = {
      ...operator,
      settings: { ...operator.settings, organizationId: 'o-anotherone1' },
    };

    const failure = await accountFacts(misled, '111111111111', new Set()).catch(failureOf);

    expect(failure).toMatchObject({ cause: 'malformed-message' });
  });
});
