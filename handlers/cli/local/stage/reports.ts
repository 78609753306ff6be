import { GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { recall } from '../../../../infra/aws/ledger.ts';
import type { Due } from '../../../../infra/local/s3/deliver-inventory.ts';
import { amount } from '../../../../rules/amount.ts';
import { ruleOf } from '../../../../rules/inventory.ts';
import type { Scenery } from './scenery.ts';
import { waitFor } from './wait-for.ts';

/** What became of reports. */
export interface Delivered {
  readonly saw: string;
  /** Those that S3 could not deliver, of which it tells nobody. */
  readonly missing: readonly Due[];
}

/** Empties the policy of the bucket that keeps the reports of a region; returns what puts it back. */
export async function closeDestination(
  { organization, endpoint }: Scenery,
  region: string,
): Promise<() => Promise<void>> {
  const accessKeyId = organization.seed.destination.account;
  const s3 = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: 'any' },
  });
  const Bucket = `acme-inventory-${region}`;
  const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  const put = async (text: string) => {
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: text }));
  };
  await put(JSON.stringify({ Version: '2012-10-17', Statement: [] }));
  return () => put(Policy);
}

/** S3 makes the reports that are due, or those; waits until the ledger knows of all of ours that arrive. */
export async function deliverReports(
  { organization, cloud }: Scenery,
  due?: readonly Due[],
): Promise<Delivered> {
  const { s3 } = organization.machines;
  const made = due?.map((one) => ({ ...one, delivery: s3.deliver(one) })) ?? s3.deliverDue();
  const ours = made.filter(({ id }) => ruleOf(id) !== undefined);
  const arrived = ours.filter(({ delivery }) => 'keys' in delivery);
  const missing = ours.filter(({ delivery }) => 'refusal' in delivery);
  await waitFor(async () => {
    const noted = await Promise.all(arrived.map((one) => isNoted(one)));
    const known = noted.filter(Boolean).length;
    return { asWanted: known === arrived.length, saw: `${known} of ${arrived.length} noted` };
  });
  const notMade = missing.length > 0 ? `, ${missing.length} did not arrive` : '';
  return { saw: `the ledger knows of ${amount(arrived.length, 'report')}${notMade}`, missing };

  async function isNoted({ bucket: name, id }: Due): Promise<boolean> {
    const found = s3.find(name);
    if (!found) return false;
    const { account, region } = found;
    const { reports } = await recall(cloud, { account, region, name });
    return reports[ruleOf(id) ?? '']?.at !== undefined;
  }
}
