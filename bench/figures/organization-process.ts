import { hubFunctions } from '../../handlers/cli/local/functions.ts';
import { type LocalOrganization, startOrganization } from '../../infra/local/organization.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import { openServer } from '../../infra/local/server.ts';
import { createWallClock } from '../../infra/local/wall-clock.ts';

// The local organization on a socket, in a process of its own so that its CPU and memory can be told from a client's.
// Arguments: the mandate, or nothing to run no function. Says `{ endpoint }` once it answers; to any message it says, as soon
// as everything has come to rest, what it has used: `{ cpu, memory }`.

const [mandateFile] = process.argv.slice(2);
const coming = Promise.withResolvers<LocalOrganization>();
const server = await openServer(async (request) => (await coming.promise).handle(request), 0);
const { endpoint } = server;
const organization = await startOrganization({
  seed: defaultSeed,
  clock: createWallClock(),
  random: Math.random,
  endpoint,
  functions: mandateFile ? await hubFunctions(mandateFile, endpoint) : {},
});
coming.resolve(organization);

process.on('message', () => void report());
process.send?.({ endpoint });

async function report(): Promise<void> {
  await organization.settle();
  const { user, system } = process.cpuUsage();
  // Milliseconds, and megabytes at the peak.
  process.send?.({ cpu: (user + system) / 1_000, memory: process.resourceUsage().maxRSS / 1_024 });
}
