import type { Context, SQSEvent } from 'aws-lambda';
import { enforceBatch } from '../../handlers/bucket-changed/batch.ts';
import { lambda } from '../../handlers/lambda.ts';
import { lambdaContext } from '../../infra/local/lambda/lambda-context.ts';
import type { LocalOrganization } from '../../infra/local/organization.ts';
import { createBucket, requestCheck } from '../../test/flow/actors.ts';
import { connectOperator } from '../../test/flow/house.ts';
import { bareSdk } from './bare-sdk.ts';
import { benchCloud, nextBatch, startBenchOrganization } from './bench-organization.ts';
import { commandsOf, type SentCommand } from './commands-of.ts';
import { cpuBeside } from './cpu-beside.ts';
import type { Figure } from './figure.ts';
import { createTape } from './tape.ts';

/** One event and what it takes to work it off. */
interface Event {
  /** Calls to S3 and STS. */
  readonly calls: number;
  readonly commands: readonly SentCommand[];
  work(): Promise<unknown>;
}

const shelf = { account: '111111111111', region: 'eu-west-1', name: 'bench-shelf' };
const fresh = { ...shelf, name: 'bench-fresh' };

/**
 * What an event costs in a function that has seen the account before: calls of AWS, and CPU beside bare clients of the SDK
 * that send the very same commands. Both hear recorded answers, so that neither pays for the local organization.
 */
export async function warmEvents(): Promise<Figure[]> {
  const organization = await startBenchOrganization();
  const premises = { organization, operator: connectOperator(organization) };
  const tape = createTape(organization.requestHandler);
  const { cloud, sent } = commandsOf(benchCloud(organization, tape.transport));
  const enforce = lambda(enforceBatch(cloud));

  /** Has the function work off what waits, and keeps what it asked for and was answered. */
  async function recordEvent(): Promise<Event> {
    await organization.settle();
    const batch: unknown = nextBatch(organization);
    const work = () => enforce(batch as SQSEvent, contextOf(organization));
    const before = organization.calls.length;
    sent.length = 0;
    tape.record();
    await work();
    return { calls: callsSince(organization, before), commands: [...sent], work };
  }

  /** Milliseconds of CPU, of bare clients and of ours. */
  function cpuOf({ commands, work }: Event): Promise<Pick<Figure, 'floor' | 'value'>> {
    const bare = bareSdk(commands, tape.transport);
    return cpuBeside(bare, work, tape.play);
  }

  await createBucket(premises, shelf);
  await recordEvent();
  await createBucket(premises, fresh);
  const created = await recordEvent();
  const createdCpu = await cpuOf(created);
  await requestCheck(premises, fresh);
  const compliant = await recordEvent();
  return [
    callsFigure('AWS calls (S3, STS), new bucket with one rule', created, 3),
    callsFigure('AWS calls (S3, STS), bucket as it should be', compliant, 1),
    cpuFigure('CPU of a warm event, new bucket', createdCpu),
    cpuFigure('CPU of a warm event, bucket as it should be', await cpuOf(compliant)),
  ];
}

function contextOf({ clock }: LocalOrganization): Context {
  const name = 'stocktake-bucket-changed';
  const arn = `arn:aws:lambda:eu-west-1:100000000002:function:${name}`;
  const logGroup = `/aws/lambda/${name}`;
  const deployed = { name, arn, timeoutMs: 60_000, memoryMb: 512, logGroup };
  return lambdaContext(clock, deployed, 'bench');
}

function callsSince({ calls }: LocalOrganization, before: number): number {
  return calls.slice(before).filter(({ service }) => service === 's3' || service === 'sts').length;
}

/** A single put would do, never looked at; a single look is the least for a bucket that needs nothing. */
function callsFigure(name: string, { calls: value }: Event, most: number): Figure {
  return { name, unit: 'calls', floor: 1, value, target: { value: most } };
}

function cpuFigure(name: string, cpu: Pick<Figure, 'floor' | 'value'>): Figure {
  return { name, unit: 'ms', ...cpu, target: { ratio: 1.5 } };
}
