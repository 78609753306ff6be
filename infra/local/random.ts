import type { Random } from '../clock.ts';

/** Odd and irrational-looking: the golden ratio in 32 bits, which visits every number before it repeats one. */
const STEP = 0x9e3779b9;

/** Chance that repeats itself: the same seed gives the same numbers, uniform in [0, 1). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + STEP) >>> 0;
    return scramble(state) / 2 ** 32;
  };
}

/** Neighbouring states must not give neighbouring numbers: shifts and products spread every bit over all others. */
function scramble(state: number): number {
  const once = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97);
  return (twice ^ (twice >>> 15)) >>> 0;
}
