import { describe, expect, test } from '@jest/globals';
import { sendLater } from '../../../infra/aws/queue.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { openHouse } from '../../flow/house.ts';

const letter = { id: 'message-1', body: '{}' };

/** The world, and what is sent to a queue in it. */
async function aWorld(): Promise<{ readonly cloud: Cloud; readonly sent: unknown[] }> {
  const { operator } = await openHouse();
  const sent: unknown[] = [];
  const queues = { send: async ({ input }: { readonly input: unknown }) => void sent.push(input) };
  return { cloud: { ...operator, hub: () => queues as never }, sent };
}

describe('a message that is sent back to the work queue', () => {
  test('waits in the group of its account', async () => {
    const { cloud, sent } = await aWorld();

    await sendLater(cloud, { ...letter, group: '111111111111' }, 30);

    expect(sent).toMatchObject([{ MessageGroupId: '111111111111', DelaySeconds: 30 }]);
  });

  test('is in no group where nobody knows its account', async () => {
    const { cloud, sent } = await aWorld();

    await sendLater(cloud, letter, 30);

    expect(sent).toEqual([expect.not.objectContaining({ MessageGroupId: expect.anything() })]);
  });

  test('waits no longer than SQS allows', async () => {
    const { cloud, sent } = await aWorld();

    await sendLater(cloud, letter, 5_000.5);

    expect(sent).toMatchObject([{ DelaySeconds: 900 }]);
  });
});
