import { enforcement, switchNow } from '../../infra/aws/enforcement.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { Mode, Switch } from '../../rules/mode.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { modeSentence } from './show/mode-sentence.ts';
import { paint } from './show/paint.ts';
import { inForce, turnSwitch } from './turn-switch.ts';
import type { ExitCode, Screen, World } from './world.ts';

interface Request {
  readonly mode: Mode | undefined;
  readonly json: boolean;
}

/** `stocktake mode`: what is done about a bucket that differs from the mandate, or is to be done from now on. */
export async function mode({ mode: wanted, json }: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect();
  const { now, before } = wanted ? await turnTo(cloud, wanted) : await look(cloud);
  if (json) printDocument(world.out, { enforcement: now.mode, halted: now.halted });
  else printLines(world.out, report(world.out, { now, before }));
  return 0;
}

interface Seen {
  readonly now: Switch;
  /** What was in force before it was turned; absent when nobody turned it. */
  readonly before?: string | undefined;
}

/** @throws KnownFailure `unreadable`. */
async function look(cloud: Cloud): Promise<Seen> {
  return { now: await enforcement(cloud) };
}

/** @throws KnownFailure `unreadable` while the switch cannot be read: a halt that nobody sees must not be lifted by mistake. */
async function turnTo(cloud: Cloud, wanted: Mode): Promise<Seen> {
  const found = await switchNow(cloud);
  return { now: await turnSwitch(cloud, found, { mode: wanted }), before: inForce(found) };
}

function report(screen: Screen, { now: { mode: current, halted }, before }: Seen): string[] {
  const style = current === 'correct' ? 'green' : 'yellow';
  const headline = paint(screen, ['bold', style], `The mode is ${current}`);
  return [
    `${headline}${before ? ` (the switch was: ${before})` : ''}.`,
    modeSentence(current),
    ...(before && !halted ? ['Every function goes by it after at most 30 seconds.'] : []),
    ...(halted ? [haltLine(screen, current)] : []),
  ];
}

function haltLine(screen: Screen, current: Mode): string {
  const headline = paint(screen, ['bold', 'red'], '■ Corrections are halted');
  return `${headline} all the same; \`stocktake resume\` goes back to ${current}.`;
}
