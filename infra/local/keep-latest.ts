const KEPT = 10_000;

/** Adds to a list for tests and demonstrations to look into, and forgets the oldest beyond ten thousand. */
export function keepLatest<Entry>(list: Entry[], entry: Entry): void {
  list.push(entry);
  if (list.length > KEPT) list.shift();
}
