/** A map that shows its changes late: writers see the latest state, readers one that lags behind. */
export interface EventualMap<Value> {
  /** The state that the next write builds on. */
  readonly latest: ReadonlyMap<string, Value>;
  /** What a reader sees at `now`, in milliseconds since the epoch. */
  visible(now: number): ReadonlyMap<string, Value>;
  /** Sets a value, or removes it with `undefined`; readers learn of it at `visibleAt`. */
  write(key: string, value: Value | undefined, visibleAt: number): void;
}

interface Change<Value> {
  readonly key: string;
  readonly value: Value | undefined;
  readonly visibleAt: number;
}

/** An empty map whose changes show as late as each write says. */
export function createEventualMap<Value>(): EventualMap<Value> {
  const latest = new Map<string, Value>();
  const settled = new Map<string, Value>();
  const underway: Change<Value>[] = [];

  function visible(now: number): ReadonlyMap<string, Value> {
    for (let next = underway[0]; next && next.visibleAt <= now; next = underway[0]) {
      apply(settled, next);
      underway.shift();
    }
    return settled;
  }

  function write(key: string, value: Value | undefined, visibleAt: number): void {
    const change = { key, value, visibleAt };
    apply(latest, change);
    underway.push(change);
  }

  return { latest, visible, write };
}

function apply<Value>(map: Map<string, Value>, { key, value }: Change<Value>): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
