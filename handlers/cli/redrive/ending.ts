import type { BucketRef } from '../../../rules/bucket.ts';

/** What became of a letter or a bucket that somebody wanted tried again, or of a letter to be thrown away. */
export type Ending =
  | { readonly how: 'sent' | 'checked' | 'discarded' }
  /** Somebody else has just sent it, or it is no longer there. */
  | { readonly how: 'skipped' }
  | Failed;

export interface Failed {
  readonly how: 'failed';
  /** The letter's id; absent where a bucket was to be checked. */
  readonly letter?: string | undefined;
  readonly about: Partial<BucketRef>;
  readonly why: string;
}
