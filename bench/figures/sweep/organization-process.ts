import { answerParent } from './channel.ts';
import { startFilledOrganization } from './filled-organization.ts';
import { createWireCounter, type WireTally } from './wire-tally.ts';

// An organization in a process of its own, so that its CPU and memory are not taken for the sweep's. Argument: its size. Says
// `{ environment }` once it answers; to `{ report: true }` it says what has been asked of it and what it has used.

export interface OrganizationReport extends WireTally {
  /** Milliseconds. */
  readonly cpu: number;
  /** Megabytes that it takes now. */
  readonly memory: number;
}

const organization = await startFilledOrganization(JSON.parse(process.argv[2] ?? ''));
const counter = createWireCounter();

answerParent(async (request) => {
  const response = await organization.handle(request);
  counter.note(request, response);
  return response;
});

process.on('message', ({ report: isWanted }: { readonly report?: boolean }) => {
  if (isWanted) process.send?.({ report: report() });
});
process.send?.({ environment: organization.environmentOf('sweep') });

function report(): OrganizationReport {
  const { user, system } = process.cpuUsage();
  const memory = process.memoryUsage.rss() / 1_048_576;
  return { ...counter.tally(), cpu: (user + system) / 1_000, memory };
}
