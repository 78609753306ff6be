import { setEnforcement, switchNow } from '../../infra/aws/enforcement.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { type Mode, type Switch, switchText } from '../../rules/mode.ts';

/** The switch as it was found: `unreadable` does not keep anybody from turning it, for that may be the emergency. */
export type Found = Switch | 'unreadable';

/** The switch as it is, or that nobody can tell. */
export function findSwitch(cloud: Cloud): Promise<Found> {
  return switchNow(cloud).catch(() => 'unreadable');
}

/**
 * Turns the switch and leaves the rest of it as it was found. Of one that was unreadable nothing is left: its mode is `correct`.
 *
 * @returns what it is from now on.
 * @throws SSM's errors when it cannot be set.
 */
export async function turnSwitch(
  cloud: Cloud,
  found: Found,
  turn: Partial<Switch>,
): Promise<Switch> {
  const before: Switch = found === 'unreadable' ? { mode: 'correct', halted: false } : found;
  const after = { ...before, ...turn };
  await setEnforcement(cloud, switchText(after));
  return after;
}

/** What is in force, in one word. */
export type InForce = Mode | 'halted' | 'unreadable';

export function inForce(found: Found): InForce {
  if (found === 'unreadable') return found;
  return found.halted ? 'halted' : found.mode;
}
