import type {
  DescribeKeyRequest,
  DescribeKeyResponse,
  GetKeyPolicyRequest,
  GetKeyPolicyResponse,
} from '@aws-sdk/client-kms';
import { arnOf } from '../arn.ts';
import type { Key, Keys } from '../keys.ts';
import { AwsError, type Call, type Operations } from '../service.ts';

interface OnKey {
  readonly KeyId: string | undefined;
}

/** KMS as far as keys can be looked at. */
export function keyOperations(find: Keys['find']): Operations {
  return {
    DescribeKey: (input: DescribeKeyRequest, call: Call): DescribeKeyResponse => ({
      KeyMetadata: onTheWire(requireKey(find, input, call)),
    }),
    GetKeyPolicy: (input: GetKeyPolicyRequest, call: Call): GetKeyPolicyResponse => ({
      Policy: requireKey(find, input, call).policy.text,
      PolicyName: 'default',
    }),
  };
}

function requireKey(find: Keys['find'], { KeyId = '' }: OnKey, { caller, region }: Call): Key {
  const here = { account: caller.account, region };
  const key = find(KeyId, here);
  if (key?.region === region) return key;
  const arn = KeyId.startsWith('arn:') ? KeyId : arnOf('kms', here, `key/${KeyId}`);
  throw new AwsError('NotFoundException', `Key '${arn}' does not exist`);
}

function onTheWire({ arn, account, isEnabled }: Key): DescribeKeyResponse['KeyMetadata'] {
  return {
    KeyId: arn.slice(arn.indexOf('/') + 1),
    Arn: arn,
    AWSAccountId: account,
    Enabled: isEnabled,
    KeyState: isEnabled ? 'Enabled' : 'Disabled',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyManager: 'CUSTOMER',
    Origin: 'AWS_KMS',
  };
}
