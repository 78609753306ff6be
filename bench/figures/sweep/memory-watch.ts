import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MEGABYTE = 1_048_576;

/** Watches from now on how much memory this process takes, in megabytes beyond what it took then. */
export interface MemoryWatch {
  /** Ends the watch. */
  end(): {
    /** Of the process, at its peak. */
    readonly peak: number;
    /** Of the heap, once it has been collected: what is still held. */
    readonly kept: number;
  };
}

/** Begins with a heap that holds only what is needed. */
export function watchMemory(): MemoryWatch {
  const heap = heapNow();
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 50);
  return {
    end() {
      clearInterval(timer);
      look();
      return { peak: (peak - before) / MEGABYTE, kept: (heapNow() - heap) / MEGABYTE };
    },
  };
}

/** Bytes, after what nobody holds any more is gone. */
function heapNow(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
