import { type Place, parseArn } from './arn.ts';
import { keyOperations } from './keys/key-operations.ts';
import type { Membership } from './permissions/membership.ts';
import type { Servant } from './permissions/request.ts';
import { whyNotServed } from './permissions/whether-served.ts';
import type { Policy } from './policy.ts';
import type { Operations } from './service.ts';

/** A KMS key that a template makes. */
export interface KeySettings extends Place {
  readonly arn: string;
  readonly policy: { readonly text: string; readonly document: Policy };
}

export interface Key extends KeySettings {
  isEnabled: boolean;
}

/** What a service of AWS wants of a key. */
export interface KeyUse {
  readonly servant: Servant;
  readonly actions: readonly string[];
}

/** KMS, as far as keys are looked at and used by other services: nothing here is encrypted, but they must be permitted to. */
export interface Keys {
  readonly operations: Operations;
  add(key: KeySettings): void;
  /** By ARN, or by id where the place is known. */
  find(idOrArn: string, place?: Place): Key | undefined;
  /** @throws Error for a key that does not exist. */
  disable(arn: string): void;
}

/** No keys yet. */
export function createKeys(): Keys {
  const byArn = new Map<string, Key>();
  const find: Keys['find'] = (idOrArn, place) =>
    byArn.get(idOrArn) ??
    [...byArn.values()].find((key) => place && isIn(key, place) && idOf(key) === idOrArn);
  return {
    operations: keyOperations(find),
    add: (key) => void byArn.set(key.arn, { ...key, isEnabled: true }),
    find,
    disable(arn) {
      const key = byArn.get(arn);
      if (!key) throw new Error(`there is no key ${arn}`);
      key.isEnabled = false;
    },
  };
}

/**
 * Why a service may not use a key: because of its policy, which is asked first, or because it is disabled; undefined where it
 * may.
 */
export function refusedByKey(
  { arn: resource, policy, isEnabled }: Key,
  { servant, actions }: KeyUse,
  membership: Membership,
): string | undefined {
  const policies = [policy.document];
  const errands = actions.map((action) => ({ wish: { action, resource }, policies }));
  const troubles = errands.map((errand) => whyNotServed(servant, errand, membership));
  const denied = troubles.find((trouble) => trouble !== undefined);
  if (denied !== undefined || isEnabled) return denied;
  return `KMSDisabled: ${servant.service} cannot perform: ${actions[0]} on resource: ${resource} because the key is disabled`;
}

function isIn({ account, region }: KeySettings, place: Place): boolean {
  return account === place.account && region === place.region;
}

function idOf({ arn }: KeySettings): string {
  return parseArn(arn).resource.slice('key/'.length);
}
