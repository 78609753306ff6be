import type { ExemptionReminder } from '../../rules/exemption-reminder.ts';
import type { Cloud } from '../cloud.ts';
import { clearHit, markHit } from './hits.ts';
import { itemsOf } from './items.ts';

const PARTITION = 'EXEMPTIONS';

function keyOfReminder(name: string) {
  return { pk: PARTITION, sk: name };
}

/** Makes an exemption that ends soon part of the incident that says so. Throws DynamoDB's errors. */
export function markEnding(cloud: Cloud, { name, what, said }: ExemptionReminder): Promise<void> {
  const at = cloud.clock.now();
  return markHit(cloud, {
    key: keyOfReminder(name),
    spot: { cause: 'exemption-ending' },
    what,
    said,
    at,
  });
}

/** Nothing is to be said any more of the exemption of this name. Throws DynamoDB's errors. */
export function clearEnding(cloud: Cloud, name: string): Promise<void> {
  return clearHit(cloud, keyOfReminder(name));
}

/** The names of the exemptions that were said to end soon. Throws KnownFailure `unreadable`. */
export async function markedEndings(cloud: Cloud): Promise<string[]> {
  const items = await Array.fromAsync(itemsOf(cloud, { pk: PARTITION, consistent: true }));
  return items.flatMap(({ sk }) => sk?.S ?? []);
}
