import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Outside } from '../../infra/aws/caller.ts';
import { systemClock } from '../../infra/clock.ts';
import { connectHub } from '../../infra/connect-hub.ts';
import { type LocalOrganization, startOrganization } from '../../infra/local/organization.ts';
import { seededRandom } from '../../infra/local/random.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import { AwsError } from '../../infra/local/service.ts';

const environment = { AWS_REGION: 'eu-west-1' };
const hub = '100000000002';

describe('the way to the hub', () => {
  let organization: LocalOrganization;

  beforeEach(async () => {
    organization = await startOrganization({
      seed: defaultSeed,
      clock: systemClock,
      random: seededRandom(1),
      functions: {},
    });
  });

  function as(accessKeyId: string): Outside {
    const credentials = { accessKeyId, secretAccessKey: 'anything' };
    return { credentials, requestHandler: organization.requestHandler };
  }

  async function store(Value: string): Promise<void> {
    const ssm = new SSMClient({ region: 'eu-west-1', ...as(hub) });
    await ssm.send(
      new PutParameterCommand({ Name: '/stocktake/settings', Value, Overwrite: true }),
    );
  }

  test('leads through the parameter to the operator role', async () => {
    const cloud = await connectHub(environment, 'mandate.yaml', as(hub));

    const identity = await cloud.hub(STSClient).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:sts::${hub}:assumed-role/stocktake-operator/stocktake-cli`);
    expect(cloud.settings).toMatchObject({
      organizationId: 'o-stocktake1',
      region: 'eu-west-1',
      enforcementParameter: '/stocktake/enforcement',
      regions: defaultSeed.regions,
      mandateFile: 'mandate.yaml',
    });
  });

  test('takes the region that other AWS tools take', async () => {
    const cloud = await connectHub({ AWS_DEFAULT_REGION: 'eu-west-1' }, undefined, as(hub));

    expect(cloud.settings.region).toBe('eu-west-1');
  });

  test('lets variables of the functions override the parameter', async () => {
    const cloud = await connectHub({ ...environment, LEDGER_TABLE: 'other' }, undefined, as(hub));

    expect(cloud.settings.ledgerTable).toBe('other');
  });

  test('needs no parameter where the variables say everything', async () => {
    const given = {
      ...environment,
      LEDGER_TABLE: 'ledger',
      HUB_BUS: 'bus',
      WORK_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/100000000002/work',
      DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/100000000002/dead',
      MEMBER_ROLE: 'stocktake/stocktake-member',
      OPERATOR_ROLE: 'stocktake/stocktake-operator',
      ENFORCEMENT_PARAMETER: '/stocktake/enforcement',
      ORGANIZATION_ID: 'o-stocktake1',
    };
    await store('no JSON at all');

    const cloud = await connectHub(given, undefined, as(hub));

    expect(cloud.settings.ledgerTable).toBe('ledger');
  });

  test('does with a hub that says nothing of regions', async () => {
    const ssm = new SSMClient({ region: 'eu-west-1', ...as(hub) });
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/stocktake/settings' }));
    const { regions: _, ...older } = JSON.parse(Parameter?.Value ?? '');
    await store(JSON.stringify(older));

    const cloud = await connectHub(environment, undefined, as(hub));

    expect(cloud.settings.regions).toBeUndefined();
  });

  test('assumes the role once for all clients, and anew before the session ends', async () => {
    let now = Date.now();
    const clock = { now: () => now, sleep: systemClock.sleep };
    const cloud = await connectHub(environment, undefined, { ...as(hub), clock });
    const ask = new GetCallerIdentityCommand({});
    const read = new GetParameterCommand({ Name: '/stocktake/enforcement' });

    await cloud.hub(STSClient).send(ask);
    await cloud.hub(SSMClient).send(read);
    const before = timesAssumed();
    now += 56 * 60_000;
    await cloud.hub(STSClient).send(ask);

    expect([before, timesAssumed()]).toEqual([1, 2]);
  });

  function timesAssumed(): number {
    return organization.calls.filter(({ operation }) => operation === 'AssumeRole').length;
  }

  describe('is refused in one clear line', () => {
    test('without credentials', async () => {
      const missing = Object.assign(new Error('Could not load credentials from any providers'), {
        name: 'CredentialsProviderError',
      });
      const outside = { ...as(hub), credentials: () => Promise.reject(missing) };

      await expect(connectHub(environment, undefined, outside)).rejects.toThrow(
        'no AWS credentials: sign in to the hub account, or set AWS_PROFILE (Could not load credentials from any providers)',
      );
    });

    test('with credentials that AWS does not accept', async () => {
      const refusal = new AwsError('ExpiredToken', 'The security token included is expired');
      organization.faults.next(1, { operation: 'GetCallerIdentity' }, refusal);

      await expect(connectHub(environment, undefined, as(hub))).rejects.toThrow(
        'AWS does not accept your credentials: The security token included is expired',
      );
    });

    test('when nobody answers', async () => {
      const outside = { credentials: { accessKeyId: hub, secretAccessKey: 'anything' } };
      const nowhere = { ...environment, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
      const requestHandler = { ...organization.requestHandler, handle: refuseConnection };

      await expect(connectHub(nowhere, undefined, { ...outside, requestHandler })).rejects.toThrow(
        'no answer from http://127.0.0.1:1: connect ECONNREFUSED',
      );
    });

    test('in an account or region without Stocktake', async () => {
      await expect(connectHub(environment, undefined, as('111111111111'))).rejects.toThrow(
        'there is no parameter /stocktake/settings in account 111111111111, eu-west-1: is Stocktake deployed in this account and region?',
      );
    });

    test('when the parameter may not be read', async () => {
      const refusal = new AwsError('AccessDeniedException', 'not authorized');
      organization.faults.next(1, { operation: 'GetParameter' }, refusal);

      await expect(connectHub(environment, undefined, as(hub))).rejects.toThrow(
        'the parameter /stocktake/settings in account 100000000002, eu-west-1 cannot be read: not authorized',
      );
    });

    test.each([
      ['no JSON', 'the parameter /stocktake/settings holds no JSON'],
      ['null', 'the parameter /stocktake/settings lacks a text for: ledgerTable, '],
      ['{"hubBus":7}', 'the parameter /stocktake/settings lacks a text for: ledgerTable, hubBus, '],
    ])('when the parameter holds %s', async (value, said) => {
      await store(value);

      await expect(connectHub(environment, undefined, as(hub))).rejects.toThrow(said);
    });

    test('when a setting is not what it should be', async () => {
      const overridden = { ...environment, WORK_QUEUE_URL: 'stocktake-work' };

      await expect(connectHub(overridden, undefined, as(hub))).rejects.toThrow(
        "the hub's settings are wrong: environment: WORK_QUEUE_URL: expected the URL of a queue",
      );
    });

    test('when the operator role cannot be assumed', async () => {
      const overridden = { ...environment, OPERATOR_ROLE: 'stocktake/nobody' };

      await expect(connectHub(overridden, undefined, as(hub))).rejects.toThrow(
        'arn:aws:iam::100000000002:role/stocktake/nobody cannot be assumed: your identity needs sts:AssumeRole on it, and its trust policy must admit you (',
      );
    });
  });
});

function refuseConnection(): Promise<never> {
  const error = new Error('connect ECONNREFUSED 127.0.0.1:1');
  return Promise.reject(Object.assign(error, { code: 'ECONNREFUSED' }));
}
