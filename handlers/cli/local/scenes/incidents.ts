import type { BucketRef } from '../../../../rules/bucket.ts';
import type { Stage } from '../stage.ts';
import { createBucket } from './create-bucket.ts';
import { hearsAfter } from './hears-after.ts';
import type { Scene } from './scene.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const account = '444444444444';
const shelves: readonly BucketRef[] = ['dev-shelf-1', 'dev-shelf-2', 'dev-shelf-3'].map((name) => ({
  account,
  region: 'eu-west-1',
  name,
}));

/** A missing permission is tried four times, each pause at most twice as long as the one before. */
const patience = [2 * MINUTE, 4 * MINUTE, 8 * MINUTE];
/** Whoever tells people asks every minute what there is to tell, and waits a moment for a storm to gather. */
const untilTold = [MINUTE, MINUTE];
/** Over is what stays quiet for a while. */
const untilOver = [MINUTE, MINUTE, MINUTE];

const all = [patience, untilTold, untilOver, untilTold, untilOver].flat();

/** Milliseconds that these scenes skip in all. */
export const skippedByIncidents = all.reduce((sum, ms) => sum + ms, 0);

/** What does not pass: people are told, once, and again when it is over. */
export const incidents: readonly Scene[] = [
  {
    title: 'payments-dev loses a permission for good, and creates three buckets',
    expected: 'one incident, told once for all of them, with what to do',
    async play(stage) {
      loss = stage.revoke(account, 's3:PutInventoryConfiguration');
      for (const bucket of shelves) await createBucket(stage, bucket);
      for (const pause of patience) await stage.skip(pause);
      const saw = await seesAll(stage, 'failed');
      const mail = await hearsAfter(stage, 'A permission is missing', untilTold);
      return { saw, exhibits: [...mail, await stage.reads('A permission is missing')] };
    },
  },
  {
    title: 'the permission comes back, and an operator has everything tried again',
    expected: 'all three are tried again and done; people hear that it is over',
    async play(stage) {
      loss();
      const typed = await stage.types('redrive', '--cause', 'denied', '--account', account);
      const saw = await seesAll(stage, 'compliant');
      const told = await hearsAfter(stage, 'Over: A permission is missing', untilOver);
      return { saw, exhibits: [typed, ...told] };
    },
  },
  {
    title: 'a poison message arrives',
    expected:
      'dead letter at first sight, kept in the ledger with its cause; its neighbours are not harmed',
    async play(stage) {
      const saw = await stage.poison('{"half": "a message');
      return { saw, exhibits: await hearsAfter(stage, 'Messages cannot be understood', untilTold) };
    },
  },
  {
    title: 'nobody can mend it: an operator throws it away',
    expected: 'it is gone, and so is its incident',
    async play(stage) {
      const typed = await stage.types('redrive', '--cause', 'malformed-message', '--discard');
      await hearsAfter(stage, 'Over: Messages cannot be understood', untilOver);
      return { saw: 'no dead letters, and people have heard that it is over', exhibits: [typed] };
    },
  },
];

/** Gives back what the first scene takes away. */
let loss: () => void = () => undefined;

async function seesAll(stage: Stage, state: 'failed' | 'compliant'): Promise<string> {
  const seen = await Promise.all(shelves.map((bucket) => stage.sees(bucket, { state })));
  return `${seen.length} buckets ${seen[0]}`;
}
