import type { Random } from '../../clock.ts';
import type { BusEvent } from '../service.ts';

/** How badly events travel on their way from CloudTrail: for trials of what must bear it. */
export interface Weather {
  /** Chance that an event never arrives, 0 to 1. */
  readonly lose: number;
  /** Chance that it arrives twice. */
  readonly duplicate: number;
  /** Each copy is late by up to so many milliseconds, which also lets events overtake each other. */
  readonly delayMs: number;
  /** Is told of every event that never arrives. */
  readonly lost?: ((event: BusEvent) => void) | undefined;
}

export const fairWeather: Weather = { lose: 0, duplicate: 0, delayMs: 0 };

/**
 * The copies of one event that arrive, as their delays in milliseconds: none, one or two.
 * CloudTrail promises best effort, EventBridge at least once, and neither an order (AWS facts C.0).
 */
export function copiesIn({ lose, duplicate, delayMs }: Weather, random: Random): readonly number[] {
  if (lose > 0 && random() < lose) return [];
  const copies = duplicate > 0 && random() < duplicate ? 2 : 1;
  return Array.from({ length: copies }, () => (delayMs > 0 ? Math.floor(random() * delayMs) : 0));
}
