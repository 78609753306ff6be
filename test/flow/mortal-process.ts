import type { Transport } from '../../infra/cloud.ts';

/** What befalls one call of our functions. */
export type Blow =
  /** The process dies before the call is sent. */
  | 'killed-before'
  /** The call does what it does, and the process dies before it hears of it. */
  | 'killed-after'
  /** The call does what it does, and the answer is lost on the way. */
  | 'answer-lost';

/** Functions that one blow befalls, at one of their calls. */
export interface MortalProcess {
  readonly transport: (transport: Transport) => Transport;
  readonly life: () => number;
  /** How many calls there have been. */
  readonly calls: () => number;
}

/**
 * Counts every call of our functions, in the order in which they are sent, and deals the blow to that number; to none if it is
 * left out. A process that has died does nothing any more; the next invocation starts another.
 */
export function mortalProcess(blow: Blow, fatal?: number): MortalProcess {
  let calls = 0;
  let life = 0;

  function transport(inner: Transport): Transport {
    const born = life;
    return {
      ...inner,
      handle(request, options) {
        if (life !== born) return never();
        const call = () => inner.handle(request, options);
        calls += 1;
        if (calls - 1 !== fatal) return call();
        if (blow !== 'answer-lost') life += 1;
        return blows[blow](call);
      },
    };
  }

  return { transport, life: () => life, calls: () => calls };
}

const blows: Readonly<Record<Blow, <T>(call: () => Promise<T>) => Promise<T>>> = {
  'killed-before': never,
  'killed-after': async (call) => {
    await call();
    return never();
  },
  'answer-lost': async (call) => {
    await call();
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  },
};

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
