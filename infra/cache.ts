import type { Clock } from './clock.ts';

/** A bounded memory of answers that were expensive to get. */
export interface Cache {
  /**
   * The remembered answer under `key`, or the one that `load` brings. Concurrent callers share one load;
   * a load that fails is forgotten, so that the next caller tries again.
   */
  get<T>(key: string, load: () => Promise<Kept<T>>): Promise<T>;
  /** The remembered answer, or the one that somebody is loading; undefined if there is none, or none that can be used. */
  peek<T>(key: string): Promise<T | undefined>;
  /** For an answer that turned out to be wrong before its time. */
  forget(key: string): void;
}

export interface Kept<T> {
  readonly value: T;
  /** Milliseconds since the epoch from which the value is no longer to be used. */
  readonly until: number;
}

/** Remembers at most `bound` answers; the one that was not used for longest makes room. */
export function createCache(clock: Clock, bound: number): Cache {
  const memory = new Map<string, Promise<Kept<unknown>>>();

  async function get<T>(key: string, load: () => Promise<Kept<T>>): Promise<T> {
    const known = memory.get(key) as Promise<Kept<T>> | undefined;
    if (known !== undefined) touch(key, known);
    const kept = await known;
    if (kept && kept.until > clock.now()) return kept.value;
    // Too old: whoever comes first loads anew, the others share that. What is just loaded is used, however old.
    const current = memory.get(key) as Promise<Kept<T>> | undefined;
    const fresh = current && current !== known ? current : start(key, load);
    return (await fresh).value;
  }

  async function peek<T>(key: string): Promise<T | undefined> {
    const known = memory.get(key) as Promise<Kept<T>> | undefined;
    const kept = await known?.catch(() => undefined);
    return kept && kept.until > clock.now() ? kept.value : undefined;
  }

  function start<T>(key: string, load: () => Promise<Kept<T>>): Promise<Kept<T>> {
    const loading = load();
    loading.catch(() => memory.get(key) === loading && memory.delete(key));
    touch(key, loading);
    return loading;
  }

  /** A Map keeps the order of insertion: whatever was used last stands at the end. */
  function touch(key: string, kept: Promise<Kept<unknown>>): void {
    memory.delete(key);
    memory.set(key, kept);
    const oldest = memory.keys().next().value;
    if (memory.size > bound && oldest !== undefined) memory.delete(oldest);
  }

  return { get, peek, forget: (key) => void memory.delete(key) };
}
