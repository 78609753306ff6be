import { amount } from '../../../rules/amount.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { listed } from '../../../rules/listed.ts';
import type { Unreadable } from '../plan-organization.ts';
import type { Found } from '../remove/find-configurations.ts';
import type { Removed } from '../remove/remove-all.ts';
import type { Screen } from '../world.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

const SAMPLE = 5;
const SHOWN = 10;

/** What would be removed, for people. */
export function removalPlan(screen: Screen, id: string, { buckets, unreadable }: Found): string[] {
  const title = `${paint(screen, 'bold', id)} is on ${amount(buckets.length, 'bucket')}`;
  const rows = perAccount(buckets).map(({ account, configurations }) => [
    account,
    String(configurations),
  ]);
  return [
    title,
    ...table(rows, { indent: 2, numbers: [1] }),
    ...(buckets.length > 0 ? [`  ${listed(buckets.map(({ name }) => name))}`] : []),
    ...troubleLines(unreadable),
  ];
}

/** What has been removed, for people. */
export function removalReport(screen: Screen, { removed, failed }: Removed): string[] {
  return [
    `${paint(screen, 'green', '✓')} ${amount(removed, 'configuration')} removed`,
    ...troubleLines(failed),
  ];
}

function troubleLines(troubles: readonly Unreadable[]): string[] {
  const lines = troubles.slice(0, SHOWN).map(({ account, region, bucket, cause, message }) => {
    const what = bucket ? `${bucket}  ${account} ${region}` : `all buckets of account ${account}`;
    return printable(`✗ ${what}  ${cause}: ${message}`);
  });
  const rest = troubles.length - lines.length;
  return [...lines, ...(rest > 0 ? [`and ${amount(rest, 'more')}`] : [])].map((one) => `  ${one}`);
}

/** Both for machines; `removed` is absent while nobody has said yes. */
export function removalDocument(
  id: string,
  { buckets, unreadable }: Found,
  removed: Removed | undefined,
): object {
  return {
    id,
    planned: buckets.length,
    accounts: perAccount(buckets),
    sample: buckets
      .slice(0, SAMPLE)
      .map(({ account, region, name }) => ({ account, region, bucket: name })),
    unreadable,
    ...removed,
  };
}

function perAccount(buckets: readonly BucketRef[]) {
  const groups = Map.groupBy(buckets, ({ account }) => account);
  return [...groups].map(([account, { length }]) => ({ account, configurations: length }));
}
