import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { paint } from './show/paint.ts';
import { turnSwitch } from './turn-switch.ts';
import type { ExitCode, World } from './world.ts';

/** `stocktake resume`: lifts the emergency stop. */
export async function resume(
  { json }: { readonly json: boolean },
  world: World,
): Promise<ExitCode> {
  const cloud = await world.connect();
  const before = await turnSwitch(cloud, 'correct');
  if (json) {
    printDocument(world.out, { enforcement: 'correct', before });
    return 0;
  }
  printLines(world.out, [
    `${paint(world.out, ['bold', 'green'], '▶ Corrections are made again')} (the switch was: ${before}).`,
    'Whatever was held comes back by itself within 75 seconds.',
  ]);
  return 0;
}
