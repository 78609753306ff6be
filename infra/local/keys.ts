import { type Place, parseArn } from './arn.ts';
import type { Membership } from './permissions/membership.ts';
import type { Servant } from './permissions/request.ts';
import { whyNotServed } from './permissions/whether-served.ts';
import type { Policy } from './policy.ts';

/** A KMS key that a template makes. */
export interface KeySettings extends Place {
  readonly arn: string;
  readonly policy: Policy;
}

/** What a service of AWS wants of a key. */
export interface KeyUse {
  readonly servant: Servant;
  readonly actions: readonly string[];
}

/** KMS, as far as other services encrypt with its keys: nothing here is encrypted, but they must be permitted to. */
export interface Keys {
  add(key: KeySettings): void;
  all(): readonly KeySettings[];
  /** By ARN, or by id where the place is known. */
  find(idOrArn: string, place?: Place): KeySettings | undefined;
}

/** No keys yet. */
export function createKeys(): Keys {
  const byArn = new Map<string, KeySettings>();
  return {
    all: () => [...byArn.values()],
    add: (key) => void byArn.set(key.arn, key),
    find: (idOrArn, place) =>
      byArn.get(idOrArn) ??
      [...byArn.values()].find((key) => place && isIn(key, place) && idOf(key) === idOrArn),
  };
}

/** Why the key's policy does not let the service use it; undefined where it does. */
export function refusedByKey(
  { arn: resource, policy }: KeySettings,
  { servant, actions }: KeyUse,
  membership: Membership,
): string | undefined {
  const errands = actions.map((action) => ({ wish: { action, resource }, policies: [policy] }));
  const troubles = errands.map((errand) => whyNotServed(servant, errand, membership));
  return troubles.find((trouble) => trouble !== undefined);
}

function isIn({ account, region }: KeySettings, place: Place): boolean {
  return account === place.account && region === place.region;
}

function idOf({ arn }: KeySettings): string {
  return parseArn(arn).resource.slice('key/'.length);
}
