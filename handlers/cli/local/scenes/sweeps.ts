import { PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import type { Due } from '../../../../infra/local/s3/deliver-inventory.ts';
import { createBucket } from './create-bucket.ts';
import { hearsAfter } from './hears-after.ts';
import type { Scene } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const unheard = { account: '444444444444', region: 'us-east-1', name: 'dev-unheard' };

/** Whoever tells people waits a quarter of an hour, in which an event that was on its way arrives. */
const untilTold = [16 * MINUTE, MINUTE];
/** Over is what stays quiet for a while. */
const untilOver = [MINUTE, MINUTE, MINUTE, MINUTE];
/** S3 makes the first reports at midnight, and takes two days at most. */
const reports = { made: 24 * HOUR, overdue: 25 * HOUR } as const;
const untilOverdueIsTold = [MINUTE, MINUTE];

/** Milliseconds that these scenes skip in all. */
export const skippedBySweeps = [
  ...untilTold,
  ...untilOver,
  reports.made,
  reports.overdue,
  ...untilOverdueIsTold,
  ...untilOver,
].reduce((sum, ms) => sum + ms, 0);

/** Gives back what a scene takes away. */
let restore: () => Promise<void> = async () => undefined;

/** The reports that a scene keeps from arriving. */
let missed: readonly Due[] = [];

/** What no event tells. */
export const sweeps: readonly Scene[] = [
  {
    title: 'a sweep looks at every bucket of every account, as one does every day',
    expected: 'buckets that were there before Stocktake are found; nothing is left to be explained',
    async play(stage) {
      const typed = await stage.types('sweep');
      return { saw: 'ledger and S3 agree', exhibits: [typed] };
    },
  },
  {
    title: 'somebody disables our rule in us-east-1 of payments-dev, and a bucket is created there',
    expected: 'no event tells of it: the ledger has never heard of it',
    async play(stage) {
      restore = await stage.silence(unheard);
      await createBucket(stage, unheard);
      await stage.skip(0);
      return stage.hasNever(unheard);
    },
  },
  {
    title: 'the next sweep passes',
    expected: 'the bucket is put right; people hear which region is not heard, and why',
    async play(stage) {
      const typed = await stage.types('sweep');
      const saw = await stage.sees(unheard, { state: 'compliant', ours: ['stocktake-weekly'] });
      const told = await hearsAfter(stage, 'Events do not arrive', untilTold);
      return { saw, exhibits: [typed, ...told] };
    },
  },
  {
    title: 'the rule is enabled again, and the owner of the bucket tags it',
    expected: 'an event from there is the proof: it is over',
    async play(stage) {
      await restore();
      const TagSet = [{ Key: 'team', Value: 'load-tests' }];
      const tagging = new PutBucketTaggingCommand({ Bucket: unheard.name, Tagging: { TagSet } });
      await stage.s3(unheard).send(tagging);
      await hearsAfter(stage, 'Over: Events do not arrive', untilOver);
      return 'people have heard that it is over';
    },
  },
  {
    title:
      'somebody empties the policy of the bucket that keeps the reports of us-east-1; night falls',
    expected: 'all other reports arrive; S3 tells nobody of those that do not',
    async play(stage) {
      restore = await stage.closeDestination('us-east-1');
      await stage.skip(reports.made);
      const { saw, missing } = await stage.deliverReports();
      missed = missing;
      return saw;
    },
  },
  {
    title: 'another day later a sweep misses them',
    expected: 'one incident for all of them, which names the policy',
    async play(stage) {
      await stage.skip(reports.overdue);
      await stage.types('sweep');
      const told = await hearsAfter(stage, 'Reports do not arrive', untilOverdueIsTold);
      return { saw: 'the reports of us-east-1 are overdue', exhibits: told };
    },
  },
  {
    title: 'the policy is put back, and S3 makes the next reports',
    expected: 'they arrive, and it is over',
    async play(stage) {
      await restore();
      const { saw } = await stage.deliverReports(missed);
      await hearsAfter(stage, 'Over: Reports do not arrive', untilOver);
      return saw;
    },
  },
];

/** What all of it comes to. */
export const stocktaking: readonly Scene[] = [
  {
    title: 'somebody asks how things stand',
    expected: 'the states add up to all buckets, and no incident is open that was not told',
    async play(stage) {
      const typed = await stage.types('status');
      return { saw: 'every bucket has a state', exhibits: [typed] };
    },
  },
];
