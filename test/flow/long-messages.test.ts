import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { aBucket, createBucket } from './actors.ts';
import { openHouse } from './house.ts';
import { deadLetters, ending, post, unkept, waiting } from './traces.ts';

// As long as SQS takes a message (AWS facts G.1), and then some attributes.

const MESSAGE_BYTES_AT_MOST = 1_048_576;
const HOUR = 3_600_000;

describe('a message that is too long to be buried', () => {
  test('is kept all the same, for what is wrong with it', async () => {
    const house = await openHouse();
    const body = 'x'.repeat(MESSAGE_BYTES_AT_MOST);

    post(house, body);
    await house.clock.advance(2 * HOUR);

    const reason = 'the body is not JSON';
    expect(await deadLetters(house)).toMatchObject([{ body, cause: 'malformed-message', reason }]);
    expect([waiting(house), unkept(house)]).toEqual([0, 0]);
  });
});

describe('a message that is too long to be kept', () => {
  test('stays in the dead-letter queue, and harms no neighbour', async () => {
    const house = await openHouse();
    const incompressible = randomBytes(500_000).toString('hex');

    post(house, incompressible);
    post(house, 'nonsense');
    await createBucket(house, aBucket);
    await house.clock.advance(2 * HOUR);

    expect(unkept(house)).toBe(1);
    expect(await deadLetters(house)).toMatchObject([{ body: 'nonsense' }]);
    expect(await ending(house, aBucket)).toBe('corrected');
  });
});
