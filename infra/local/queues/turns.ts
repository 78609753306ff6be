import { createHeap } from '../heap.ts';
import { createFairLine } from './fair-line.ts';
import { createInFlight, type Turn } from './in-flight.ts';
import type { Message } from './queue.ts';

/** Which message of a queue is handed out next. */
export interface Turns {
  /** A message is hidden until its time, whether it has just come, was handed out, or shall be hidden for longer or shorter. */
  hide(message: Message): void;
  /** Of the visible ones. */
  first(): Message | undefined;
  /** The first is in flight from now on, until it becomes visible again or is forgotten. */
  take(): void;
  /** The first leaves the queue. */
  skip(): void;
  /** The first, or the one that becomes visible next. */
  next(): Message | undefined;
  /** A message has left the queue. */
  forget(id: string): void;
}

interface Sources {
  /** The message that has this turn, unless it is gone or has got another turn meanwhile. */
  find(turn: Turn): Message | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** None yet. Nothing is moved by a timer: whatever has become visible is looked for when somebody asks. */
export function createTurns({ find, now }: Sources): Turns {
  const hidden = createHeap<Turn>(({ visibleAt }) => visibleAt);
  const line = createFairLine<Turn>();
  const inFlight = createInFlight(line.count);

  function nextHidden(): Turn | undefined {
    for (let turn = hidden.peek(); turn; turn = hidden.peek()) {
      if (find(turn)) return turn;
      inFlight.end(hidden.pop());
    }
    return undefined;
  }

  function wake(): void {
    for (let turn = nextHidden(); turn; turn = nextHidden()) {
      if (turn.visibleAt > now()) return;
      inFlight.end(hidden.pop());
      line.join(turn, turn.group);
    }
  }

  function first(): Message | undefined {
    wake();
    for (let turn = line.first(); turn; turn = line.first()) {
      const message = find(turn);
      if (message) return message;
      line.leave();
    }
    return undefined;
  }

  return {
    hide({ id, visibleAt, group }) {
      const turn = { id, visibleAt, group };
      hidden.push(turn);
      inFlight.move(turn);
    },
    first,
    take() {
      const turn = line.first();
      line.leave();
      if (turn) inFlight.begin(turn);
    },
    skip: () => line.leave(),
    next() {
      const visible = first();
      if (visible) return visible;
      const turn = nextHidden();
      return turn && find(turn);
    },
    forget: inFlight.forget,
  };
}
