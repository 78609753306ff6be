import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, test } from '@jest/globals';
import { createKeys } from '../../../infra/local/keys.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import { anOrganization, clientOf, DEVELOPMENT, PRODUCTION, refusal } from './an-organization.ts';

const KeyId = `arn:aws:kms:eu-west-1:${PRODUCTION}:key/1234`;

async function aKey(who = PRODUCTION, region = 'eu-west-1') {
  const organization = await anOrganization();
  const document = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${PRODUCTION}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
  const text = JSON.stringify(document);
  const { keys } = organization.machines;
  keys.add({
    account: PRODUCTION,
    region: 'eu-west-1',
    arn: KeyId,
    policy: { text, document: readPolicy(document) },
  });
  return { keys, text, client: new KMSClient(clientOf(organization, who, region)) };
}

describe('a key', () => {
  test.each([KeyId, '1234'])('is known as %s', async (id) => {
    const { client, text } = await aKey();

    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: id }));
    const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId: id }));

    expect(KeyMetadata).toMatchObject({
      Arn: KeyId,
      KeyId: '1234',
      Enabled: true,
      KeyState: 'Enabled',
    });
    expect(Policy).toBe(text);
  });

  test('can be disabled', async () => {
    const { client, keys } = await aKey();

    keys.disable(KeyId);

    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata).toMatchObject({ Enabled: false, KeyState: 'Disabled' });
  });

  test.each([
    ['another id', '5678', 'eu-west-1'],
    ['another region', KeyId, 'us-east-1'],
  ])('is not found under %s', async (_, id, region) => {
    const { client } = await aKey(PRODUCTION, region);

    const refused = await refusal(client.send(new DescribeKeyCommand({ KeyId: id })));

    expect(refused.name).toBe('NotFoundException');
  });

  test('is not found by strangers either where it is not', async () => {
    const { client } = await aKey(DEVELOPMENT, 'us-east-1');

    const refused = await refusal(client.send(new DescribeKeyCommand({ KeyId })));

    expect(refused.name).toBe('NotFoundException');
  });

  test('is not told to accounts that its policy does not name', async () => {
    const { client } = await aKey(DEVELOPMENT);

    const refused = await refusal(client.send(new GetKeyPolicyCommand({ KeyId })));

    expect(refused.name).toBe('AccessDeniedException');
    expect(refused.message).toContain('kms:GetKeyPolicy');
  });

  test('that nobody made cannot be disabled', () => {
    expect(() => createKeys().disable(KeyId)).toThrow('there is no key');
  });
});
