import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHeap } from '../../../infra/local/heap.ts';

describe('createHeap', () => {
  test('gives everything back in the order of a stable sort', () => {
    const ranks = fc.array(fc.nat({ max: 20 }), { maxLength: 100 });

    fc.assert(
      fc.property(ranks, (all) => {
        const items = all.map((rank, arrival) => ({ rank, arrival }));
        const heap = createHeap<(typeof items)[number]>(({ rank }) => rank);
        for (const item of items) heap.push(item);

        const given = items.map(() => heap.pop());

        expect(given).toEqual([...items].sort((a, b) => a.rank - b.rank));
      }),
    );
  });

  test('is empty in the end', () => {
    const heap = createHeap<number>((rank) => rank);
    heap.push(1);

    heap.pop();

    expect([heap.size, heap.peek(), heap.pop()]).toEqual([0, undefined, undefined]);
  });
});
