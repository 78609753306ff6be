import type { Bucket } from './bucket.ts';

/** All buckets there are: names are unique across accounts and regions. */
export interface Namespace {
  find(name: string): Bucket | undefined;
  add(bucket: Bucket): void;
  remove(bucket: Bucket): void;
  /** An account's buckets, sorted by name. */
  of(account: string): readonly Bucket[];
  /** Of all accounts, in the order in which they were made. */
  all(): readonly Bucket[];
}

/** A namespace in which every name is free. */
export function createNamespace(): Namespace {
  const byName = new Map<string, Bucket>();
  const byAccount = new Map<string, Set<Bucket>>();
  // A listing of many pages asks for the same order again and again.
  const sorted = new Map<string, readonly Bucket[]>();

  function shelfOf({ account }: Bucket): Set<Bucket> {
    const shelf = byAccount.get(account) ?? new Set();
    byAccount.set(account, shelf);
    sorted.delete(account);
    return shelf;
  }

  function listOf(account: string): readonly Bucket[] {
    const list = sorted.get(account) ?? [...(byAccount.get(account) ?? [])].sort(byBucketName);
    sorted.set(account, list);
    return list;
  }

  return {
    find: (name) => byName.get(name),
    add(bucket) {
      byName.set(bucket.name, bucket);
      shelfOf(bucket).add(bucket);
    },
    remove(bucket) {
      byName.delete(bucket.name);
      shelfOf(bucket).delete(bucket);
    },
    of: listOf,
    all: () => [...byName.values()],
  };
}

/** By code units, as S3 sorts; the alphabet of a language would be something else. */
function byBucketName(a: Bucket, b: Bucket): number {
  return a.name < b.name ? -1 : 1;
}
