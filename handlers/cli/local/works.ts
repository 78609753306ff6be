import type { Context } from 'aws-lambda';
import type { Cloud } from '../../../infra/cloud.ts';
import type { LambdaHandler } from '../../../infra/local/lambda/invoke.ts';
import { enforceBatch } from '../../bucket-changed/batch.ts';
import { keepDeadLetters } from '../../dead-letter/keep-dead-letters.ts';
import { takeReports } from '../../delivery/take-reports.ts';
import { tellNotices } from '../../incidents/tell-notices.ts';
import { lambda } from '../../lambda.ts';
import { importFindings } from '../../security-findings/import-findings.ts';
import { sweepStep } from '../../sweep/step.ts';

/** Some take batches of messages, others whatever JSON they are called with. */
type Work = (cloud: Cloud) => (event: never) => Promise<unknown>;

/** What each function of the hub does, by the name of its entry. */
const works = {
  'bucket-changed': enforceBatch,
  'dead-letter': keepDeadLetters,
  delivery: takeReports,
  incidents: tellNotices,
  'security-findings': importFindings,
  sweep: sweepStep,
} as const satisfies Readonly<Record<string, Work>>;

export type FunctionName = keyof typeof works;

export const functionNames = Object.keys(works) as readonly FunctionName[];

/**
 * A function as Lambda starts it, middleware and all. Its time is up when the organization's clock says so: told how much is
 * left, middy would set a timer of its own by the machine's, which goes on when nobody waits any longer.
 */
export function startWork(name: FunctionName, cloud: Cloud): LambdaHandler {
  const handler = lambda<unknown, unknown>(
    works[name](cloud) as (event: unknown) => Promise<unknown>,
  );
  return (event, context) => {
    const { getRemainingTimeInMillis: _, ...timeless } = context;
    return handler(event, timeless as typeof context as Context);
  };
}
