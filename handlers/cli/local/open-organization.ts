import { type LocalOrganization, startOrganization } from '../../../infra/local/organization.ts';
import { openServer } from '../../../infra/local/server.ts';
import { createWallClock, type WallClock } from '../../../infra/local/wall-clock.ts';
import type { WireRequest } from '../../../infra/local/wire.ts';
import { printable } from '../show/printable.ts';
import type { World } from '../world.ts';
import { hubFunctions } from './functions.ts';
import { listen } from './listen.ts';
import type { Inputs } from './read-inputs.ts';

/** An organization that answers on a port of this machine. */
export interface ServedOrganization {
  readonly organization: LocalOrganization;
  readonly clock: WallClock;
  /** `http://127.0.0.1:4577` */
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

export interface Opening {
  readonly port: number | undefined;
  /** Whether our functions run in it, or somebody else runs them. */
  readonly runsFunctions: boolean;
  /** Milliseconds that its clock is late at first, to be skipped later. */
  readonly behind: number;
}

/** Whoever deploys decides where alerts go; here there is a channel to look into. */
const channels = { SlackWorkspaceId: 'T0EXAMPLE', SlackChannelId: 'C0EXAMPLE' };

/**
 * Starts an organization and serves it. The port comes first, for the organization's own addresses hold it; who calls
 * before the organization is there waits for it.
 *
 * @throws KnownFailure `unreadable` when the port cannot be had.
 */
export async function openOrganization(
  inputs: Inputs,
  { port, runsFunctions, behind }: Opening,
  { err }: World,
): Promise<ServedOrganization> {
  const coming = Promise.withResolvers<LocalOrganization>();
  const handle = async (request: WireRequest) => (await coming.promise).handle(request);
  const server = await listen(port, (wanted) => openServer(handle, wanted), err);
  const clock = createWallClock(behind);
  const organization = await startOrganization({
    seed: inputs.seed,
    clock,
    random: Math.random,
    endpoint: server.endpoint,
    parameters: channels,
    // What they send would pile up where nobody takes it.
    schedules: runsFunctions,
    functions: runsFunctions ? await hubFunctions(inputs.mandateFile, server.endpoint) : {},
    functionFailed: (name, error) =>
      err.write(`stocktake local: the function ${name} failed: ${printable(String(error))}\n`),
  });
  coming.resolve(organization);
  const close = async () => {
    await server.close();
    await organization.close();
  };
  return { organization, clock, endpoint: server.endpoint, close };
}
