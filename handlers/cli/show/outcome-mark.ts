import type { Outcome } from '../../../rules/outcome.ts';
import type { Screen } from '../world.ts';
import { paint, type Style } from './paint.ts';

const marks: Readonly<Record<Outcome | 'unknown', readonly [sign: string, style: Style]>> = {
  compliant: ['✓', 'green'],
  corrected: ['✓', 'green'],
  exempt: ['○', 'cyan'],
  unmatched: ['○', 'dim'],
  unsupported: ['○', 'dim'],
  gone: ['○', 'dim'],
  drifted: ['~', 'yellow'],
  deferred: ['…', 'yellow'],
  undecided: ['?', 'yellow'],
  unknown: ['?', 'yellow'],
  failed: ['✗', 'red'],
};

/** An outcome or state with its sign: `✓ compliant`. */
export function outcomeMark(screen: Screen, outcome: Outcome | 'unknown'): string {
  const [sign, style] = marks[outcome];
  return paint(screen, style, `${sign} ${outcome}`);
}
