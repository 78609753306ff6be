/** A queue that always gives the smallest first; equals leave in the order in which they came. */
export interface Heap<Item> {
  readonly size: number;
  push(item: Item): void;
  peek(): Item | undefined;
  pop(): Item | undefined;
}

interface Entry<Item> {
  readonly item: Item;
  readonly rank: number;
  readonly arrival: number;
}

/** A binary heap, ordered by `rankOf`: a month of simulated timers is too many for sorting a list at each step. */
export function createHeap<Item>(rankOf: (item: Item) => number): Heap<Item> {
  const entries: Entry<Item>[] = [];
  let arrivals = 0;

  return {
    get size() {
      return entries.length;
    },
    push(item) {
      arrivals += 1;
      entries.push({ item, rank: rankOf(item), arrival: arrivals });
      rise(entries, entries.length - 1);
    },
    peek: () => entries[0]?.item,
    pop() {
      const first = entries[0];
      const last = entries.pop();
      if (last && entries.length > 0) {
        entries[0] = last;
        sink(entries, 0);
      }
      return first?.item;
    },
  };
}

function rise<Item>(entries: Entry<Item>[], start: number): void {
  let index = start;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!swapIfBefore(entries, index, parent)) return;
    index = parent;
  }
}

function sink<Item>(entries: Entry<Item>[], start: number): void {
  let index = start;
  while (2 * index + 1 < entries.length) {
    const child = smallerChild(entries, index);
    if (!swapIfBefore(entries, child, index)) return;
    index = child;
  }
}

function smallerChild<Item>(entries: readonly Entry<Item>[], parent: number): number {
  const left = 2 * parent + 1;
  return isBefore(entries[left + 1], entries[left]) ? left + 1 : left;
}

/** Swaps the entries at `lower` and `upper` when the lower one belongs first; says whether it did. */
function swapIfBefore<Item>(entries: Entry<Item>[], lower: number, upper: number): boolean {
  const [below, above] = [entries[lower], entries[upper]];
  if (!below || !above || !isBefore(below, above)) return false;
  entries[upper] = below;
  entries[lower] = above;
  return true;
}

function isBefore<Item>(a: Entry<Item> | undefined, b: Entry<Item> | undefined): boolean {
  if (!a || !b) return false;
  return a.rank === b.rank ? a.arrival < b.arrival : a.rank < b.rank;
}
