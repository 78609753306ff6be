import { functionCloud } from '../../handlers/cli/local/function-cloud.ts';
import type { Clock } from '../../infra/clock.ts';
import type { Cloud, Transport } from '../../infra/cloud.ts';
import { type SqsEvent, sqsEvent } from '../../infra/local/lambda/sqs-records.ts';
import { type LocalOrganization, startOrganization } from '../../infra/local/organization.ts';
import { seededRandom } from '../../infra/local/random.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import { parseMandate } from '../../rules/mandate.ts';

/** A moment that lasts: nothing grows stale while it is measured. */
const NOW = Date.parse('2026-11-24T09:00:00Z');
const clock: Clock = { now: () => NOW, sleep: async () => undefined };
const random = seededRandom(1);

/** One rule for everybody: what the promised figures are reckoned with. */
const mandateText = `
version: 1
destination: { account: "222222222222", bucket: "acme-inventory-{region}" }
rules:
  - id: weekly
    where: {}
    inventory: { frequency: Weekly, format: CSV, versions: Current, fields: standard }
`;

/** An organization that runs no function: whoever measures takes the messages and runs it. */
export function startBenchOrganization(): Promise<LocalOrganization> {
  return startOrganization({ seed: defaultSeed, clock, random, functions: {} });
}

/** The world as the enforce function sees it, over a transport of one's own. */
export function benchCloud(organization: LocalOrganization, requestHandler: Transport): Cloud {
  const environment = organization.environmentOf('bucket-changed');
  return underBenchMandate(functionCloud(environment, { requestHandler, clock, random }));
}

/** A cloud in which the mandate of the bench is in force. */
export function underBenchMandate(cloud: Cloud): Cloud {
  const reading = parseMandate(mandateText, 'mandate.yaml');
  if (reading.errors) throw new Error('the mandate of the bench is wrong');
  const { mandate } = reading;
  return { ...cloud, mandate: async () => mandate };
}

/** The batch that Lambda would hand to the function now. */
export function nextBatch({ seed, machines }: LocalOrganization): SqsEvent {
  const { account, region } = seed.hub;
  const queue = machines.queues.find(`arn:aws:sqs:${region}:${account}:stocktake-work`);
  if (!queue) throw new Error('there is no work queue');
  return sqsEvent(queue.receive(10), queue.settings);
}
