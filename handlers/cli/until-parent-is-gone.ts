import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Resolves when the process that started this one has ended: npm dies of SIGTERM without passing it on, and a server
 * that outlives it would keep its port for ever. Keeps no process alive.
 */
export function untilParentIsGone(): Promise<void> {
  const atStart = lineage();
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (lineage() === atStart) return;
      clearInterval(timer);
      resolve();
    }, LOOK_EVERY_MS);
    timer.unref();
  });
}

/** An orphan gets another parent. Under npm there may be a shell in between, which outlives an npm that was killed. */
function lineage(): string {
  const parent = process.ppid;
  const underNpm = process.env.npm_lifecycle_event !== undefined;
  return underNpm ? `${parent} ${parentOfShell(parent)}` : String(parent);
}

/** Empty when the process is no shell, or where there is no /proc (macOS, Windows). */
function parentOfShell(process: number): string {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, 'utf8');
    return /\((?:sh|dash|bash)\) \S+ (\d+)/.exec(stat)?.[1] ?? '';
  } catch {
    return '';
  }
}
