import { switchNow } from '../../infra/aws/enforcement.ts';
import type { Mode } from '../../rules/mode.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { modeSentence } from './show/mode-sentence.ts';
import { paint } from './show/paint.ts';
import { inForce, turnSwitch } from './turn-switch.ts';
import type { ExitCode, Screen, World } from './world.ts';

/**
 * `stocktake resume`: lifts the emergency stop, back to the mode that it covered.
 *
 * @throws KnownFailure `unreadable` while the switch cannot be read: nobody knows what to go back to.
 */
export async function resume(
  { json }: { readonly json: boolean },
  world: World,
): Promise<ExitCode> {
  const cloud = await world.connect();
  const found = await switchNow(cloud);
  const { mode } = await turnSwitch(cloud, found, { halted: false });
  const before = inForce(found);
  if (json) {
    printDocument(world.out, { enforcement: mode, before });
    return 0;
  }
  printLines(world.out, [
    `${headline(world.out, mode)} (the switch was: ${before}).`,
    ...(mode === 'correct' ? [] : [modeSentence(mode)]),
    ...afterwards(mode),
  ]);
  return 0;
}

/** Only in the mode off nobody works off what comes back. */
function afterwards(mode: Mode): string[] {
  if (mode !== 'off') return ['Whatever was held comes back by itself within 75 seconds.'];
  return [
    'Whatever was held is dropped as well, within 75 seconds. The ledger shows its buckets as they were until their next',
    'event or `stocktake enforce`. Was that not meant? `stocktake halt`, `stocktake mode correct`, and then resume.',
  ];
}

function headline(screen: Screen, mode: Mode): string {
  if (mode === 'correct') return paint(screen, ['bold', 'green'], '▶ Corrections are made again');
  return paint(screen, ['bold', 'yellow'], `▶ The halt is lifted, and the mode is ${mode}`);
}
