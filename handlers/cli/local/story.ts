import { everyday } from './scenes/everyday.ts';
import { incidents, skippedByIncidents } from './scenes/incidents.ts';
import { operations, skippedByOperations } from './scenes/operations.ts';
import type { Scene } from './scenes/scene.ts';
import { setbacks, skippedBySetbacks } from './scenes/setbacks.ts';
import { skippedBySweeps, stocktaking, sweeps } from './scenes/sweeps.ts';

/** The story of `npm start`, scene by scene. Later scenes build on earlier ones. */
export const story: readonly Scene[] = [
  ...everyday,
  ...setbacks,
  ...incidents,
  ...sweeps,
  ...operations,
  ...stocktaking,
];

/** Milliseconds that the story skips in all. */
export const skippedByStory =
  skippedBySetbacks + skippedByIncidents + skippedBySweeps + skippedByOperations;
