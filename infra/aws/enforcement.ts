import { readSwitch, type Switch, type SwitchText } from '../../rules/mode.ts';
import type { Cloud } from '../cloud.ts';
import { errorName, KnownFailure } from './failure.ts';

/** A halt must reach every function within a minute. */
const REMEMBERED_MS = 30_000;

/**
 * Whether corrections may be made now, remembered for half a minute.
 *
 * @throws KnownFailure `unreadable` when the parameter cannot be read or holds anything but a known text: no write without a yes.
 */
export function enforcement(cloud: Cloud): Promise<Switch> {
  return cloud.cache.get('enforcement', async () => ({
    value: await readEnforcement(cloud),
    until: cloud.clock.now() + REMEMBERED_MS,
  }));
}

/**
 * What the switch is at this moment, for whoever is about to turn it.
 *
 * @returns `unreadable` when there is no parameter, or it holds anything but a known text.
 * @throws KnownFailure `unreadable` when it cannot be read.
 */
export async function switchNow(cloud: Cloud): Promise<Switch | 'unreadable'> {
  return readSwitch((await textOf(cloud)) ?? '') ?? 'unreadable';
}

/**
 * Sets the mode, the emergency stop, or both.
 *
 * @throws SSM's errors.
 */
export async function setEnforcement(cloud: Cloud, value: SwitchText): Promise<void> {
  const { putParameter } = await import('./ssm.ts');
  await putParameter(cloud, { name: cloud.settings.enforcementParameter, value });
}

async function readEnforcement(cloud: Cloud): Promise<Switch> {
  const text = await textOf(cloud);
  const held = readSwitch(text ?? '');
  if (held) return held;
  const name = cloud.settings.enforcementParameter;
  const found = text === undefined ? 'is missing' : `holds "${text.trim()}"`;
  const message = `the parameter ${name} ${found}, expected correct, report, off or halted`;
  throw new KnownFailure('unreadable', message);
}

/** Undefined where there is no parameter. */
async function textOf(cloud: Cloud): Promise<string | undefined> {
  const name = cloud.settings.enforcementParameter;
  const { getParameter } = await import('./ssm.ts');
  return getParameter(cloud, name).catch((cause: unknown) => {
    if (errorName(cause) === 'ParameterNotFound') return undefined;
    const message = `the parameter ${name} cannot be read: ${(cause as Error).message}`;
    throw new KnownFailure('unreadable', message, { cause });
  });
}
