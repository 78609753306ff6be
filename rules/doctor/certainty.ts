/** Whether something holds; `unknown` when it hangs on what we do not know. */
export type Certainty = boolean | 'unknown';

/** One that does not hold settles it. */
export function every(all: readonly Certainty[]): Certainty {
  if (all.includes(false)) return false;
  return all.includes('unknown') ? 'unknown' : true;
}

/** One that holds settles it. */
export function some(all: readonly Certainty[]): Certainty {
  if (all.includes(true)) return true;
  return all.includes('unknown') ? 'unknown' : false;
}

/** The opposite; of the unknown, the unknown. */
export function not(one: Certainty): Certainty {
  return one === 'unknown' ? one : !one;
}
