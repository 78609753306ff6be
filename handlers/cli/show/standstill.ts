import type { InForce } from '../turn-switch.ts';

/** Why nothing is corrected, as half a sentence; undefined where corrections are made. */
export function standstill(enforcement: InForce): string | undefined {
  switch (enforcement) {
    case 'correct':
      return undefined;
    case 'halted':
      return 'corrections are halted';
    case 'unreadable':
      return 'the emergency stop cannot be read';
    default:
      return `the mode is ${enforcement}`;
  }
}
