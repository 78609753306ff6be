import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MEGABYTE = 1_048_576;

/** Watches from now on how much memory this process takes. */
export interface MemoryWatch {
  /** Megabytes: the peak so far, less what it had when the watch began. */
  grown(): number;
}

/** Begins with a heap that holds only what is needed. */
export function watchMemory(): MemoryWatch {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 50);
  return {
    grown() {
      clearInterval(timer);
      look();
      return (peak - before) / MEGABYTE;
    },
  };
}
