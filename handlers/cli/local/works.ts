import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Cloud } from '../../../infra/cloud.ts';
import type { LambdaHandler } from '../../../infra/local/lambda/invoke.ts';
import { enforceBatch } from '../../batch.ts';
import { importFindings } from '../../import-findings.ts';
import { keepDeadLetters } from '../../keep-dead-letters.ts';
import { lambda } from '../../lambda.ts';
import { tellNotices } from '../../tell-notices.ts';

type Work = (cloud: Cloud) => (batch: SQSEvent) => Promise<SQSBatchResponse>;

/** What each function of the hub does, by the name of its entry. */
const works = {
  'bucket-changed': enforceBatch,
  'dead-letter': keepDeadLetters,
  incidents: tellNotices,
  'security-findings': importFindings,
} as const satisfies Readonly<Record<string, Work>>;

export type FunctionName = keyof typeof works;

export const functionNames = Object.keys(works) as readonly FunctionName[];

/** A function as Lambda starts it, middleware and all. */
export function startWork(name: FunctionName, cloud: Cloud): LambdaHandler {
  const handler = lambda(works[name](cloud));
  return (event, context) => handler(event as SQSEvent, context as Context);
}
