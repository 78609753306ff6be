import { describe, expect, test } from '@jest/globals';
import { claimLetter } from '../../../infra/aws/letter-claim.ts';
import { type KeptLetter, keepLetter, keptLetters } from '../../../infra/aws/letters.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { openHouse } from '../../flow/house.ts';

const HOUR = 3_600_000;
const DIED = Date.parse('2026-11-24T08:00:00Z');

const letter: KeptLetter = {
  id: 'letter-1',
  body: '{}',
  cause: 'throttled',
  attempts: 7,
  firstSeen: DIED - HOUR,
  lastSeen: DIED,
  reason: 'SlowDown: Please reduce your request rate.',
  about: {},
};

function kept(cloud: Cloud): Promise<KeptLetter[]> {
  return Array.fromAsync(keptLetters(cloud));
}

/** One letter, sent back. */
async function aWorld(): Promise<Cloud> {
  const { operator } = await openHouse();
  await keepLetter(operator, letter);
  await claimLetter(operator, letter, DIED + HOUR);
  return operator;
}

describe('a letter that was sent back', () => {
  test('is claimed no more once it has come to its end again', async () => {
    const cloud = await aWorld();

    await keepLetter(cloud, { ...letter, attempts: 9, lastSeen: DIED + 2 * HOUR });

    const [after] = await kept(cloud);
    expect(after).toMatchObject({ attempts: 9, firstSeen: DIED - HOUR, lastSeen: DIED + 2 * HOUR });
    expect(after?.sentAt).toBeUndefined();
  });

  test.each([
    ['the same', DIED],
    ['an earlier', DIED - HOUR],
  ])('stays claimed when %s end is heard of late', async (_, lastSeen) => {
    const cloud = await aWorld();

    await keepLetter(cloud, { ...letter, attempts: 1, lastSeen });

    expect(await kept(cloud)).toMatchObject([{ attempts: 7, lastSeen: DIED, sentAt: DIED + HOUR }]);
  });
});

describe('a letter that nobody has sent back', () => {
  test('can be kept again as it is', async () => {
    const { operator } = await openHouse();
    await keepLetter(operator, letter);

    await keepLetter(operator, { ...letter, incident: 'throttled/111111111111' });

    expect(await kept(operator)).toMatchObject([{ incident: 'throttled/111111111111' }]);
  });
});
