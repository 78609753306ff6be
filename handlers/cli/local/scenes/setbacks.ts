import { DeleteBucketCommand } from '@aws-sdk/client-s3';
import { createBucket } from './create-bucket.ts';
import type { Scene } from './scene.ts';

const shop = { account: '111111111111', region: 'eu-west-1', name: 'payments-orders' };
const greenfield = { account: '666666666666', region: 'eu-west-1', name: 'newcomer-first' };
const busy = { account: '444444444444', region: 'ap-southeast-2', name: 'dev-load-test' };
const denied = { account: '444444444444', region: 'eu-west-1', name: 'dev-denied' };
const shortLived = { account: '444444444444', region: 'eu-west-1', name: 'dev-short-lived' };

const MINUTE = 60_000;

/** How long the scenes let their waits be. */
const waits = {
  role: 5 * MINUTE,
  denied: 5 * MINUTE,
  throttle: 5 * MINUTE,
  youth: 11 * MINUTE,
} as const;

/** Milliseconds that these scenes skip in all. */
export const skippedBySetbacks = waits.role + waits.denied + waits.throttle + waits.youth;

/** What goes wrong, and passes. */
export const setbacks: readonly Scene[] = [
  {
    title: 'a message says that payments-dev owns the bucket of payments-prod',
    expected: 'S3 refuses the call, because the owner we expect is not the owner it has',
    async play(stage) {
      const stolen = { ...shop, account: '444444444444' };
      await stage.check(stolen);
      return stage.sees(stolen, { state: 'failed', cause: 'wrong-owner' });
    },
  },
  {
    title: 'a new account creates a bucket before it has our role',
    expected: 'deferred; done once the role is there and the message comes back',
    async play(stage) {
      await createBucket(stage, greenfield);
      const before = await stage.sees(greenfield, { state: 'deferred', cause: 'role-not-ready' });
      stage.addRole(greenfield.account);
      await stage.skip(waits.role);
      const after = await stage.sees(greenfield, {
        state: 'compliant',
        ours: ['stocktake-weekly'],
      });
      return `${before}; the role arrives, minutes later ${after}`;
    },
  },
  {
    title: 'somebody takes a permission out of the member role of payments-dev',
    expected:
      'the ledger names the permission, in the words of AWS; once it is back, so is the bucket',
    async play(stage) {
      const restore = stage.revoke(denied.account, 's3:PutInventoryConfiguration');
      await createBucket(stage, denied);
      const before = await stage.sees(denied, { state: 'deferred', cause: 'denied' });
      const why = await stage.why(denied);
      if (!why.includes('s3:PutInventoryConfiguration')) throw new Error(`${before}: ${why}`);
      restore();
      await stage.skip(waits.denied);
      const after = await stage.sees(denied, { state: 'compliant', ours: ['stocktake-weekly'] });
      return `${before}: ${why}; the permission comes back, minutes later ${after}`;
    },
  },
  {
    title: 'S3 asks us to slow down, four times over',
    expected: 'the SDK retries briefly, then the queue brings the message back',
    async play(stage) {
      stage.throttle(4, busy);
      await createBucket(stage, busy);
      const before = await stage.sees(busy, { state: 'deferred', cause: 'throttled' });
      await stage.skip(waits.throttle);
      return `${before}; ${await stage.sees(busy, { state: 'compliant', ours: ['stocktake-weekly'] })}`;
    },
  },
  {
    title: 'a bucket is deleted before we come to it',
    expected: 'gone, and nobody is bothered with it',
    async play(stage) {
      await createBucket(stage, shortLived);
      await stage.s3(shortLived).send(new DeleteBucketCommand({ Bucket: shortLived.name }));
      await stage.skip(waits.youth);
      return stage.sees(shortLived, { state: 'gone' });
    },
  },
];
