import { type Enforcement, enforcement, setEnforcement } from '../../infra/aws/enforcement.ts';
import type { Cloud } from '../../infra/cloud.ts';

/**
 * Turns the emergency switch.
 *
 * @returns what it was before; `unreadable` does not keep anybody from turning it, for that may be the emergency.
 * @throws SSM's errors when it cannot be set.
 */
export async function turnSwitch(
  cloud: Cloud,
  to: Enforcement,
): Promise<Enforcement | 'unreadable'> {
  const before = await enforcement(cloud).catch(() => 'unreadable' as const);
  await setEnforcement(cloud, to);
  return before;
}
