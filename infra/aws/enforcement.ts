import type { Cloud } from '../cloud.ts';
import { KnownFailure } from './failure.ts';

/** `halted` is the emergency stop. */
export type Enforcement = 'correct' | 'halted';

/** A halt must reach every function within a minute. */
const REMEMBERED_MS = 30_000;

/**
 * Whether corrections may be made now, remembered for half a minute.
 *
 * @throws KnownFailure `unreadable` when the parameter cannot be read or holds anything but a known word: no write without a yes.
 */
export function enforcement(cloud: Cloud): Promise<Enforcement> {
  return cloud.cache.get('enforcement', async () => ({
    value: await readEnforcement(cloud),
    until: cloud.clock.now() + REMEMBERED_MS,
  }));
}

/**
 * Sets the emergency stop, or lifts it.
 *
 * @throws SSM's errors.
 */
export async function setEnforcement(cloud: Cloud, value: Enforcement): Promise<void> {
  const { putParameter } = await import('./ssm.ts');
  await putParameter(cloud, { name: cloud.settings.enforcementParameter, value });
}

async function readEnforcement(cloud: Cloud): Promise<Enforcement> {
  const name = cloud.settings.enforcementParameter;
  const { getParameter } = await import('./ssm.ts');
  const found = await getParameter(cloud, name).catch((cause: unknown) => {
    const message = `the parameter ${name} cannot be read: ${(cause as Error).message}`;
    throw new KnownFailure('unreadable', message, { cause });
  });
  const value = found?.trim();
  if (value === 'correct' || value === 'halted') return value;
  throw new KnownFailure(
    'unreadable',
    `the parameter ${name} holds "${value}", expected correct or halted`,
  );
}
