import type {
  DescribeKeyRequest,
  DescribeKeyResponse,
  GetKeyPolicyRequest,
  GetKeyPolicyResponse,
} from '@aws-sdk/client-kms';
import { arnOf } from '../arn.ts';
import type { Key, Keys } from '../keys.ts';
import { evaluate } from '../permissions/evaluate.ts';
import type { Membership } from '../permissions/membership.ts';
import { reasonOf } from '../permissions/reason.ts';
import { askerOf, requestBy } from '../permissions/request.ts';
import { AwsError, type Call, type Operations } from '../service.ts';
import { accessDenied } from '../service-error.ts';

interface OnKey {
  readonly KeyId: string | undefined;
}

/** KMS as far as keys can be looked at. */
export function keyOperations(find: Keys['find'], membership: Membership): Operations {
  const keyFor = (input: OnKey, call: Call): Key => {
    const key = requireKey(find, input, call);
    refuseByPolicy(key, call, membership);
    return key;
  };
  return {
    DescribeKey: (input: DescribeKeyRequest, call: Call): DescribeKeyResponse => ({
      KeyMetadata: onTheWire(keyFor(input, call)),
    }),
    GetKeyPolicy: (input: GetKeyPolicyRequest, call: Call): GetKeyPolicyResponse => ({
      Policy: keyFor(input, call).policy.text,
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

/** Without its policy nobody may do anything with a key, whatever IAM grants. */
function refuseByPolicy({ arn, policy }: Key, call: Call, membership: Membership): void {
  const wish = { action: `kms:${call.operation}`, resource: arn };
  const own = { kind: 'resource', policies: [policy.document], mustAllow: true } as const;
  const verdict = evaluate([own], requestBy(askerOf(call), wish, membership));
  if (!verdict.allowed) throw accessDenied(call, wish, reasonOf(verdict, wish.action));
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
