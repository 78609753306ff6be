import { type BucketRef, partitionOf } from './bucket.ts';

/** What may stand in braces in a destination's bucket, prefix and key. */
const placeholders = ['partition', 'region', 'account', 'bucket', 'rule'] as const;
type Placeholder = (typeof placeholders)[number];

const inBraces = /\{([^{}]*)\}/g;

/** The text with every placeholder replaced by what it stands for; other braces stay as they are. */
export function expand(text: string, bucket: BucketRef, rule: string): string {
  const meanings: Readonly<Record<Placeholder, string>> = {
    partition: partitionOf(bucket.region),
    region: bucket.region,
    account: bucket.account,
    bucket: bucket.name,
    rule,
  };
  return text.replaceAll(inBraces, (whole, name: string) =>
    isPlaceholder(name) ? meanings[name] : whole,
  );
}

/** The first thing in braces that is no placeholder, as `{regoin}`; `undefined` when all are known. */
export function unknownPlaceholder(text: string): string | undefined {
  const found = Array.from(text.matchAll(inBraces), ([whole]) => whole);
  return found.find((whole) => !isPlaceholder(whole.slice(1, -1)));
}

function isPlaceholder(name: string): name is Placeholder {
  const known: readonly string[] = placeholders;
  return known.includes(name);
}
