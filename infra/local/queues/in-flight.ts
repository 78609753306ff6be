/** A message in its place in the order of becoming visible; void once the message has got another one. */
export interface Turn {
  readonly id: string;
  readonly visibleAt: number;
  readonly group: string | undefined;
}

/** The messages that somebody has in hand, each with its latest turn. */
export interface InFlight {
  begin(turn: Turn): void;
  /** If its message is in flight, that ends with this turn from now on. */
  move(turn: Turn): void;
  /** Nothing for a turn that is not the latest. */
  end(turn: Turn | undefined): void;
  forget(id: string): void;
}

/** @param count is told of each group's growing and shrinking. */
export function createInFlight(
  count: (group: string | undefined, change: 1 | -1) => void,
): InFlight {
  const turns = new Map<string, Turn>();

  function forget(id: string): void {
    const turn = turns.get(id);
    if (turns.delete(id)) count(turn?.group, -1);
  }

  return {
    begin(turn) {
      turns.set(turn.id, turn);
      count(turn.group, 1);
    },
    move(turn) {
      if (turns.has(turn.id)) turns.set(turn.id, turn);
    },
    end(turn) {
      if (turn && turns.get(turn.id) === turn) forget(turn.id);
    },
    forget,
  };
}
