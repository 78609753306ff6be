import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { paint } from './show/paint.ts';
import { turnSwitch } from './turn-switch.ts';
import type { ExitCode, World } from './world.ts';

/** `stocktake halt`: the emergency stop. */
export async function halt({ json }: { readonly json: boolean }, world: World): Promise<ExitCode> {
  const cloud = await world.connect();
  const before = await turnSwitch(cloud, 'halted');
  if (json) {
    printDocument(world.out, { enforcement: 'halted', before });
    return 0;
  }
  printLines(world.out, [
    `${paint(world.out, ['bold', 'red'], '■ Corrections are halted')} (the switch was: ${before}).`,
    'No function starts a write after at most 30 seconds; within a minute the last one is through.',
    'Events are kept: what happens meanwhile is corrected after `stocktake resume`.',
  ]);
  return 0;
}
