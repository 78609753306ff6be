import { createBucket } from './create-bucket.ts';
import type { Scene } from './scene.ts';

const SECOND = 1_000;

const held = { account: '111111111111', region: 'eu-west-1', name: 'payments-held' };

/** Longer than a function believes that corrections may be made, and than a held message waits. */
const waits = { halt: 31 * SECOND, resume: 75 * SECOND } as const;

/** Milliseconds that these scenes skip in all. */
export const skippedByOperations = waits.halt + waits.resume;

/** What people do with it. */
export const operations: readonly Scene[] = [
  {
    title: 'something looks wrong: an operator halts everything, and a bucket is created',
    expected: 'nothing is written; the bucket is kept waiting',
    async play(stage) {
      const typed = await stage.types('halt');
      await stage.skip(waits.halt);
      await createBucket(stage, held);
      const saw = await stage.sees(held, { state: 'deferred', cause: 'halted', ours: [] });
      return { saw, exhibits: [typed] };
    },
  },
  {
    title: 'all is well: corrections are resumed',
    expected: 'what was held is done within 75 seconds',
    async play(stage) {
      const typed = await stage.types('resume');
      await stage.skip(waits.resume);
      const saw = await stage.sees(held, { state: 'compliant', ours: ['stocktake-weekly'] });
      return { saw, exhibits: [typed] };
    },
  },
  {
    title: 'every bucket is checked once more',
    expected: 'a second pass changes nothing and tells nobody',
    play: (stage) => stage.secondPass(),
  },
];
