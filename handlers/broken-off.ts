import { diagnose } from '../infra/aws/diagnose.ts';
import { failureOf, isOfStaleCredentials } from '../infra/aws/failure.ts';
import { type BucketEntry, refOf } from '../infra/aws/ledger-item.ts';
import { forgetMemberSession } from '../infra/aws/member-session.ts';
import type { Cloud } from '../infra/cloud.ts';
import { fallenShort, type History, type Run } from './run.ts';

/** What broke a run off, and what was being put then. */
interface Break {
  readonly error: unknown;
  /** The rule whose configuration was being put, if it was one. */
  readonly rule?: string | undefined;
}

/** The ending of a run that an error broke off, its cause looked into. */
export async function brokenOff(
  cloud: Cloud,
  { error, rule }: Break,
  history: History & { readonly known: BucketEntry },
): Promise<Run> {
  const { known } = history;
  if (isOfStaleCredentials(error)) forgetMemberSession(cloud, known.account);
  const bucket = refOf(known);
  const failure = await diagnose(cloud, bucket, failureOf(error));
  return fallenShort(bucket, { ...failure, rule }, history);
}
