import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { HttpResponse } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/types';
import { parse } from 'yaml';
import { enforceBucket } from '../../handlers/enforce.ts';
import type { Run } from '../../handlers/run.ts';
import { connectCloud, type Transport } from '../../infra/cloud.ts';
import { readSettings } from '../../infra/settings.ts';
import { type Cause, causes } from '../../rules/cause.ts';
import { weekly } from '../flow/mandates.ts';
import { readMandate } from '../rules/builders.ts';

// From the bytes that AWS answers to the cause in the ledger, through real clients of the SDK.

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** By call: `s3:ListBuckets`. */
type Answers = Readonly<Record<string, Answer>>;

interface Case extends Answer {
  readonly name: string;
  readonly to: string;
  readonly besides?: Answers;
  readonly cause: Cause;
}

const file = new URL('../cases/answers.yaml', import.meta.url);
const { well, cases } = parse(readFileSync(file, 'utf8')) as {
  readonly well: Answers;
  readonly cases: readonly Case[];
};

const NOW = Date.parse('2026-11-24T09:00:00Z');
const mandate = readMandate(weekly);

const settings = readSettings({
  AWS_REGION: 'eu-west-1',
  LEDGER_TABLE: 'stocktake',
  HUB_BUS: 'stocktake',
  WORK_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/100000000002/stocktake-work',
  DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/100000000002/stocktake-dead-letter',
  MEMBER_ROLE: 'stocktake/stocktake-member',
  ENFORCEMENT_PARAMETER: '/stocktake/enforcement',
  ORGANIZATION_ID: 'o-stocktake1',
});

/** A run for a bucket of two seconds, in a world that answers so. */
function runOn(answers: Answers): Promise<Run> {
  const credentials = { accessKeyId: 'ASIAEXAMPLEEXAMPLE00', secretAccessKey: 'example' };
  const clock = { now: () => NOW, sleep: () => Promise.resolve() };
  const requestHandler = answering(answers);
  const cloud = connectCloud({ settings, credentials, clock, requestHandler, random: () => 0.5 });
  const bucket = { account: '111111111111', region: 'eu-west-1', name: 'payments-raw' };
  const sighting = { bucket, event: 'created', at: NOW - 2_000 } as const;
  return enforceBucket({ ...cloud, mandate: async () => mandate }, sighting);
}

function answering(answers: Answers): Transport {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    async handle(request) {
      const call = callOf(request);
      const answer = answers[call];
      if (!answer) throw new Error(`there is no answer to ${call}`);
      const { status: statusCode, headers, body } = answer;
      const stream = Readable.from(body ? [Buffer.from(body)] : []);
      return {
        response: new HttpResponse({ statusCode, headers: { ...headers }, body: stream }),
      };
    },
  };
}

/** As it says itself: in its target, in its form, or in S3's way. */
function callOf({ hostname, method, headers, query = {}, body }: HttpRequest): string {
  const [service] = /s3|sts|ssm|dynamodb|organizations/.exec(hostname) ?? ['?'];
  const target = new Headers(headers).get('x-amz-target')?.split('.')[1];
  const form = new URLSearchParams(service === 'sts' ? String(body) : '').get('Action');
  const put = method === 'PUT' ? 'PutBucketInventoryConfiguration' : undefined;
  return `${service}:${target ?? form ?? query['x-id'] ?? put}`;
}

describe('the cause of a run that was answered', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const run = await runOn({ ...well, ...one.besides, [one.to]: one });

    expect(run.cause).toBe(one.cause);
  });

  test('is recorded for every cause that a run can have', () => {
    const recorded = new Set(cases.map(({ cause }) => cause));
    // Of events that never reached the queue there is no run.
    recorded.add('undelivered');

    expect(new Set(Object.keys(causes))).toEqual(recorded);
  });
});
