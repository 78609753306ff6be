import type { Mode } from '../../rules/mode.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { paint } from './show/paint.ts';
import { findSwitch, inForce, turnSwitch } from './turn-switch.ts';
import type { ExitCode, World } from './world.ts';

/** `stocktake halt`: the emergency stop. It keeps the mode for `stocktake resume`. */
export async function halt({ json }: { readonly json: boolean }, world: World): Promise<ExitCode> {
  const cloud = await world.connect();
  const found = await findSwitch(cloud);
  const { mode } = await turnSwitch(cloud, found, { halted: true });
  const before = inForce(found);
  if (json) {
    printDocument(world.out, { enforcement: 'halted', before });
    return 0;
  }
  printLines(world.out, [
    `${paint(world.out, ['bold', 'red'], '■ Corrections are halted')} (the switch was: ${before}).`,
    'No function starts a write after at most 30 seconds; within a minute the last one is through.',
    afterwards(mode),
    ...(found === 'unreadable' ? [forgotten] : []),
  ]);
  return 0;
}

const forgotten =
  'The mode from before is not known any more: `stocktake mode` tells what `stocktake resume` goes back to, and sets it.';

function afterwards(mode: Mode): string {
  if (mode === 'correct')
    return 'Events are kept: what happens meanwhile is corrected after `stocktake resume`.';
  return `Events are kept; \`stocktake resume\` goes back to the mode ${mode}, which corrects nothing.`;
}
