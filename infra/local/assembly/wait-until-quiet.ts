import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import type { LocalClock } from '../clock.ts';
import type { Functions } from '../functions.ts';
import type { Gateway } from '../gateway.ts';
import type { Mappings } from '../mappings.ts';

interface Bustle {
  readonly clock: Clock | LocalClock;
  readonly gateway: Gateway;
  readonly functions: Pick<Functions, 'inFlight'>;
  readonly mappings: Mappings;
}

/** What one call sets off may take a few turns of the loop to show: streams and databases in memory go on with `setImmediate`. */
const QUIET_TURNS = 8;

/**
 * Resolves when no request and no function is under way and nothing is due now. A clock that stands still knows best; beside
 * the machine's clock, requests and functions are watched.
 */
export async function waitUntilQuiet(bustle: Bustle): Promise<void> {
  const { clock, gateway, mappings, functions } = bustle;
  if ('advance' in clock) return clock.advance(0);
  for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
    await mappings.settle();
    await setImmediate();
    if (gateway.inFlight() + functions.inFlight() > 0) turns = -1;
  }
  return undefined;
}
