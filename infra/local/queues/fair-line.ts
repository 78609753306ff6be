import { createHeap, type Heap } from '../heap.ts';

/** Whoever waits, in the order in which they are handed out: those of the group with the fewest in flight first. */
export interface FairLine<Item> {
  /** The group is a tenant; without one the item is a tenant of its own, of which nothing is in flight. */
  join(item: Item, group: string | undefined): void;
  first(): Item | undefined;
  /** The first leaves. */
  leave(): void;
  /** So many more of a group are in flight now. */
  count(group: string | undefined, change: 1 | -1): void;
}

interface Lane<Item> {
  readonly group: string | undefined;
  readonly waiting: Heap<Place<Item>>;
  inFlight: number;
}

interface Place<Item> {
  readonly item: Item;
  readonly number: number;
}

/** The head of a lane, as it was: void once that lane has another head or other counts. */
interface Front<Item> {
  readonly lane: Lane<Item>;
  readonly place: Place<Item>;
  readonly inFlight: number;
}

/** More than any queue ever hands out: places never make up for something in flight. */
const PLACES = 1e10;

/**
 * A line that asks nobody but the heads of its groups, so that a long one costs no more than a short one. SQS itself begins
 * to prefer quiet tenants once another has a tenth of all that is in flight, and thirty messages; here it always does.
 *
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html
 */
export function createFairLine<Item>(): FairLine<Item> {
  const lanes = new Map<string | undefined, Lane<Item>>();
  const fronts = createHeap<Front<Item>>(({ inFlight, place }) => inFlight * PLACES + place.number);
  let places = 0;

  function laneOf(group: string | undefined): Lane<Item> {
    const known = lanes.get(group);
    if (known) return known;
    const lane: Lane<Item> = { group, waiting: createHeap(({ number }) => number), inFlight: 0 };
    lanes.set(group, lane);
    return lane;
  }

  function comeForward(lane: Lane<Item>): void {
    const place = lane.waiting.peek();
    if (place) fronts.push({ lane, place, inFlight: lane.inFlight });
    else if (lane.inFlight === 0) lanes.delete(lane.group);
  }

  function next(): Front<Item> | undefined {
    while (isVoid(fronts.peek())) fronts.pop();
    return fronts.peek();
  }

  return {
    join(item, group) {
      const lane = laneOf(group);
      places += 1;
      lane.waiting.push({ item, number: places });
      if (lane.waiting.size === 1) comeForward(lane);
    },
    first: () => next()?.place.item,
    leave() {
      const lane = next()?.lane;
      lane?.waiting.pop();
      if (lane) comeForward(lane);
    },
    count(group, change) {
      if (group === undefined) return;
      const lane = laneOf(group);
      lane.inFlight += change;
      comeForward(lane);
    },
  };
}

function isVoid<Item>(front: Front<Item> | undefined): boolean {
  if (!front) return false;
  const { lane, place, inFlight } = front;
  return lane.inFlight !== inFlight || lane.waiting.peek() !== place;
}
