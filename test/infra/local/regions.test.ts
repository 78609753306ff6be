import {
  AccountClient,
  GetContactInformationCommand,
  ListRegionsCommand,
} from '@aws-sdk/client-account';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { anOrganization, clientOf, DEVELOPMENT, PRODUCTION, refusal } from './an-organization.ts';

const RegionOptStatusContains = ['ENABLED' as const, 'ENABLED_BY_DEFAULT' as const];

async function anAccount() {
  const organization = await anOrganization();
  // Account management is signed for us-east-1, wherever its callers are.
  return {
    organization,
    client: new AccountClient(clientOf(organization, PRODUCTION, 'us-east-1')),
  };
}

describe('the regions of an account', () => {
  test('are those of the seed', async () => {
    const { client } = await anAccount();

    const { Regions } = await client.send(new ListRegionsCommand({ RegionOptStatusContains }));

    expect(Regions).toEqual(
      ['ap-southeast-2', 'eu-west-1', 'us-east-1'].map((RegionName) => ({
        RegionName,
        RegionOptStatus: 'ENABLED_BY_DEFAULT',
      })),
    );
  });

  test('may be more in one account than in another', async () => {
    const { organization, client } = await anAccount();
    organization.machines.regions.enable(PRODUCTION, 'me-south-1');
    const other = new AccountClient(clientOf(organization, DEVELOPMENT, 'us-east-1'));
    const ask = new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED'] });

    const [here, there] = await Promise.all([client.send(ask), other.send(ask)]);

    expect(here.Regions).toEqual([{ RegionName: 'me-south-1', RegionOptStatus: 'ENABLED' }]);
    expect(there.Regions).toEqual([]);
  });

  test('that are not enabled can be asked for, page by page', async () => {
    const { client } = await anAccount();

    const first = await client.send(new ListRegionsCommand({ MaxResults: 2 }));
    const { NextToken } = first;
    const second = await client.send(new ListRegionsCommand({ MaxResults: 50, NextToken }));

    expect(first.Regions).toHaveLength(2);
    expect(second.NextToken).toBeUndefined();
    expect(second.Regions).toContainEqual({
      RegionName: 'me-south-1',
      RegionOptStatus: 'DISABLED',
    });
  });

  test('of another account are not told', async () => {
    const { client } = await anAccount();

    const refused = await refusal(client.send(new ListRegionsCommand({ AccountId: DEVELOPMENT })));

    expect(refused.name).toBe('AccessDeniedException');
    expect(refused.$metadata.httpStatusCode).toBe(403);
  });

  test('answer no call once they are disabled', async () => {
    const { organization } = await anAccount();
    const sqs = new SQSClient(clientOf(organization));
    const ask = () => refusal(sqs.send(new GetQueueUrlCommand({ QueueName: 'none' })));

    const before = await ask();
    organization.machines.regions.disable(PRODUCTION, 'eu-west-1');
    const after = await ask();

    expect(before.name).toBe('QueueDoesNotExist');
    expect(after.name).toBe('UnrecognizedClientException');
  });

  test('are all that is told of an account', async () => {
    const { client } = await anAccount();

    const refused = await refusal(client.send(new GetContactInformationCommand({})));

    expect(refused.name).toBe('NotImplemented');
  });
});
