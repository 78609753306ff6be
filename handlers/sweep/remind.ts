import { clearEnding, markEnding, markedEndings } from '../../infra/aws/ending-exemptions.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { dayOf } from '../../rules/day.ts';
import { remindersOn } from '../../rules/exemption-reminder.ts';

/**
 * Has people told of the exemptions that end within two weeks, the first to end first, and takes back what was said of those
 * that do not any more: somebody extended or removed them, or they have ended.
 *
 * @throws KnownFailure `unreadable` without a mandate; DynamoDB's errors.
 */
export async function remindOfExemptions(cloud: Cloud): Promise<void> {
  const { exemptions } = await cloud.mandate();
  const reminders = remindersOn(dayOf(cloud.clock.now()), exemptions);
  for (const reminder of reminders) await markEnding(cloud, reminder);
  const current = new Set(reminders.map(({ name }) => name));
  for (const name of await markedEndings(cloud)) {
    if (!current.has(name)) await clearEnding(cloud, name);
  }
}
