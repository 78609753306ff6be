import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { KnownFailure } from '../../infra/aws/failure.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { OutcomeCounts } from '../../rules/outcome.ts';
import { logger, metrics } from '../telemetry.ts';
import { close, type SweepResult } from './close.ts';
import { correct } from './correct.ts';
import { open } from './open.ts';
import { survey } from './survey.ts';
import type { Cursor } from './survey-page.ts';
import type { Watch } from './watch.ts';
import { weighSweep } from './weigh.ts';

const Account = z.string().check(z.regex(/^\d{12}$/, 'expected 12 digits'));
const SweepNumber = z.int().check(z.positive());

/** What a step is asked for, by name. Its cursor is its own: what it answered before, as it was. */
const Step = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('open'),
    accounts: z.optional(z.array(Account)),
    force: z.optional(SweepNumber),
  }),
  z.object({
    step: z.literal('survey'),
    sweep: SweepNumber,
    account: Account,
    cursor: z.optional(z.custom<Cursor>((value) => typeof value === 'object')),
  }),
  z.object({ step: z.literal('weigh'), sweep: SweepNumber }),
  z.object({
    step: z.literal('correct'),
    sweep: SweepNumber,
    account: Account,
    cursor: z.optional(z.object({ from: z.string(), outcomes: z.custom<OutcomeCounts>() })),
  }),
  z.object({ step: z.literal('close'), sweep: SweepNumber }),
]);

/** Above the time that the buckets of one more page can take, in milliseconds, even where every call is made three times. */
const A_PAGE = 400_000;

/**
 * Does one step of a sweep: which one, and of what, the input says.
 *
 * @returns what the next step needs, as plain data.
 * @throws Error one line for an input that is no step; and whatever keeps the step from its end, so that it is repeated.
 */
export function sweepStep(
  cloud: Cloud,
): (input: unknown, context?: Pick<Context, 'getRemainingTimeInMillis'>) => Promise<object> {
  return async (input, context) => {
    const read = Step.safeParse(input);
    if (!read.success) throw new Error(`no step of a sweep: ${z.prettifyError(read.error)}`);
    const left = () => context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
    return perform(cloud, read.data, {
      hasTime: () => left() > A_PAGE,
      told: () => undefined,
      skipped,
    });
  };
}

function skipped(account: string, key: string): void {
  logger.warn('no bucket can be read from an item of the ledger', { account, key });
}

async function perform(cloud: Cloud, step: z.infer<typeof Step>, watch: Watch): Promise<object> {
  switch (step.step) {
    case 'open':
      return open(cloud, step).catch(nothingToOpen);
    case 'survey':
      return survey(cloud, step, watch);
    case 'weigh':
      return weighSweep(cloud, step.sweep);
    case 'correct':
      return correct(cloud, step, watch);
    case 'close':
      return countIn(await close(cloud, step.sweep));
  }
}

/** In mode `off` there is no sweep to go on with. */
function nothingToOpen(error: unknown): object {
  if (!(error instanceof KnownFailure) || error.known !== 'halted') throw error;
  logger.warn('no sweep', { why: error.message });
  return { why: error.message };
}

/** One that stays open is told by its incident, or goes on: what it has found is counted when it is closed, and once. */
function countIn(result: SweepResult): SweepResult {
  const { ended, counts, listed, difference, missed } = result;
  logger.info('sweep ended', { ...result });
  if (ended !== 'closed') return result;
  const figures = {
    SweptBuckets: listed,
    UnknownBuckets: difference,
    MissedEvents: missed,
    Corrected: counts.corrected ?? 0,
    Failed: counts.failed ?? 0,
    Deferred: counts.deferred ?? 0,
  };
  for (const [name, value] of Object.entries(figures)) {
    metrics.addMetric(name, MetricUnit.Count, value);
  }
  return result;
}
