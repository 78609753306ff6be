import type { Clock } from '../../clock.ts';

/** Waiting for a moment that changes may bring nearer or take away. */
export interface Changes {
  announce(): void;
  /** Resolves at the moment that `dueAt` names, asked again after each change, and at the latest at `until`. */
  waitFor(dueAt: () => number | undefined, until?: number): Promise<void>;
}

/** Lets waiters sleep until something is really due: nobody polls, and nobody sleeps for a moment that was taken back. */
export function createChanges(clock: Clock): Changes {
  let change = Promise.withResolvers<void>();

  async function nextChange(due: number): Promise<void> {
    const enough = new AbortController();
    const moment = due === Infinity ? [] : [clock.sleep(due - clock.now(), enough.signal)];
    await Promise.race([change.promise, ...moment]);
    enough.abort();
  }

  return {
    announce() {
      change.resolve();
      change = Promise.withResolvers();
    },
    async waitFor(dueAt, until = Infinity) {
      for (;;) {
        const due = Math.min(dueAt() ?? Infinity, until);
        if (due <= clock.now()) return;
        await nextChange(due);
      }
    },
  };
}
