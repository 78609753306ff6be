import { handleBatch, type Mapping, takeBatch } from './lambda/mapping.ts';
import type { Ground } from './service.ts';

/** Lambda's side of the queues: it takes messages, runs functions and deletes what they have done. */
export interface Mappings {
  add(mapping: Mapping): void;
  /** Resolves once no function runs and no mapped queue has a visible message. */
  settle(): Promise<void>;
  /** No further batch is taken; those that run are not cut off. */
  stop(): void;
}

/** @param failed is told when a function throws or runs out of time: Lambda would write it to the function's log. */
export function createMappings(
  ground: Ground,
  failed: (functionName: string, error: unknown) => void = () => undefined,
): Mappings {
  const mapped: Mapping[] = [];
  const running = new Set<Promise<void>>();
  let isStopped = false;

  /** Takes batches as they come, as many at a time as the mapping allows. */
  async function run(mapping: Mapping): Promise<void> {
    const mine = new Set<Promise<void>>();
    while (!isStopped) {
      await mapping.queue.whenReady();
      if (mine.size >= mapping.settings.maximumConcurrency) await Promise.race(mine);
      else await startBatch(mapping, mine);
    }
  }

  async function startBatch(mapping: Mapping, mine: Set<Promise<void>>): Promise<void> {
    const messages = isStopped ? [] : await takeBatch(mapping, ground);
    if (messages.length === 0) return;
    const batch = handleBatch(ground, mapping, messages).then((error) => {
      mine.delete(batch);
      running.delete(batch);
      if (error !== undefined) failed(mapping.deployed.name, error);
    });
    mine.add(batch);
    running.add(batch);
  }

  return {
    add(mapping) {
      mapped.push(mapping);
      void run(mapping);
    },
    async settle() {
      while (running.size > 0 || mapped.some(({ queue }) => queue.isReady())) {
        await (running.size > 0 ? Promise.race(running) : nextTurn());
      }
    },
    stop() {
      isStopped = true;
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
