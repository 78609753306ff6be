import { sqsEvent } from '../../../infra/local/lambda/sqs-records.ts';
import { type LocalOrganization, startOrganization } from '../../../infra/local/organization.ts';
import type { Queue } from '../../../infra/local/queues/queue.ts';
import { seededRandom } from '../../../infra/local/random.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { openServer } from '../../../infra/local/server.ts';
import { createWallClock } from '../../../infra/local/wall-clock.ts';
import { connectOperator, type Premises } from '../house.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** The organization on a socket, running no function, and the built function in a process of its own. */
export interface BuiltHouse extends Premises {
  readonly sandbox: Sandbox;
  /** The function's environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Does what Lambda does with a queue: takes what is there, has the function work on it, and deletes what is done. */
  workOff(): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * @param folder where the function was built. @param more settings beside those that Lambda would give it.
 */
export async function openBuiltHouse(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<BuiltHouse> {
  const coming = Promise.withResolvers<LocalOrganization>();
  // The port comes first: the queues' URLs hold it.
  const server = await openServer(async (request) => (await coming.promise).handle(request), 0);
  const { endpoint } = server;
  const organization = await startOrganization({
    seed: defaultSeed,
    clock: createWallClock(),
    random: seededRandom(1),
    endpoint,
    functions: {},
  });
  coming.resolve(organization);
  const settings = organization.environmentOf('bucket-changed');
  const environment = { ...settings, AWS_ENDPOINT_URL: endpoint, ...more };
  const sandbox = await startSandbox({ folder, environment });
  return {
    organization,
    operator: connectOperator(organization),
    sandbox,
    environment,
    workOff: () => workOff(workQueue(organization), sandbox),
    async close() {
      await sandbox.close();
      await server.close();
      await organization.close();
    },
  };
}

async function workOff(queue: Queue, sandbox: Sandbox): Promise<unknown> {
  await queue.whenReady();
  const messages = queue.receive(10);
  const { result, error } = await sandbox.invoke(sqsEvent(messages, queue.settings));
  if (error) throw new Error(`${error.errorType}: ${error.errorMessage}`);
  for (const { receiptHandle = '' } of messages) queue.delete(receiptHandle);
  return result;
}

function workQueue({ seed, machines }: LocalOrganization): Queue {
  const { account, region } = seed.hub;
  const queue = machines.queues.find(`arn:aws:sqs:${region}:${account}:stocktake-work`);
  if (!queue) throw new Error('there is no work queue');
  return queue;
}
