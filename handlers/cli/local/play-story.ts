import { entries } from '../../../infra/aws/ledger-entries.ts';
import type { BucketEntry } from '../../../infra/aws/ledger-item.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { printLines } from '../show/lines.ts';
import { outcomeMark } from '../show/outcome-mark.ts';
import { paint } from '../show/paint.ts';
import { printable } from '../show/printable.ts';
import { table } from '../show/table.ts';
import { wrap } from '../show/wrap.ts';
import type { Screen } from '../world.ts';
import type { Scene } from './scenes/scene.ts';
import type { Exhibit } from './stage/exhibit.ts';
import type { Scenery } from './stage/scenery.ts';
import { createStage, type Stage } from './stage.ts';
import { story } from './story.ts';

/**
 * Plays the demonstration: each scene says what should happen, what did, and how long it took. Ends with a table of all
 * buckets.
 *
 * @param stop ends it at once, with a line on how far it came.
 * @returns whether every scene ended as told.
 */
export async function playStory(
  scenery: Scenery,
  screen: Screen,
  stop: AbortSignal,
): Promise<boolean> {
  const tally: Tally = { played: 0, failed: 0 };
  const farewell = () => printLines(screen, ['', stoppedLine(tally)]);
  stop.addEventListener('abort', farewell);
  try {
    await playScenes(createStage(scenery), { tally, stop }, screen);
    if (stop.aborted) return false;
    printLines(screen, await curtain(scenery.cloud, screen));
    printLines(screen, ['', verdict(screen, tally)]);
    return tally.failed === 0;
  } finally {
    stop.removeEventListener('abort', farewell);
  }
}

interface Tally {
  played: number;
  failed: number;
}

interface Course {
  readonly tally: Tally;
  readonly stop: AbortSignal;
}

async function playScenes(stage: Stage, { tally, stop }: Course, screen: Screen): Promise<void> {
  for (const [index, scene] of story.entries()) {
    if (stop.aborted) return;
    const ok = await playScene(stage, { scene, number: index + 1, stop }, screen);
    tally.played += 1;
    if (!ok) tally.failed += 1;
  }
}

interface Numbered {
  readonly scene: Scene;
  readonly number: number;
  readonly stop: AbortSignal;
}

async function playScene(stage: Stage, { scene, number, stop }: Numbered, screen: Screen) {
  const { title, expected } = scene;
  const label = `${String(number).padStart(2)}. ${title}`;
  printLines(screen, ['', paint(screen, 'bold', label), `    should  ${expected}`]);
  const start = performance.now();
  const { ok, saw, exhibits } = await outcomeOf(scene, stage);
  if (stop.aborted) return false;
  const took = paint(screen, 'dim', `${Math.round(performance.now() - start)} ms`);
  const mark = ok ? paint(screen, 'green', '✓') : paint(screen, 'red', '✗');
  printLines(screen, hanging(`    ${mark} did   `, printable(saw), took));
  printLines(
    screen,
    exhibits.flatMap((exhibit) => exhibitLines(screen, exhibit)),
  );
  return ok;
}

async function outcomeOf(scene: Scene, stage: Stage) {
  try {
    const told = await scene.play(stage);
    const plain = typeof told === 'string' ? { saw: told, exhibits: [] } : told;
    return { ok: true, ...plain };
  } catch (error) {
    const saw = error instanceof Error ? error.message : String(error);
    return { ok: false, saw, exhibits: [] };
  }
}

/** What somebody has before him, behind a line of its own. */
function exhibitLines(screen: Screen, { title, lines }: Exhibit): string[] {
  const bar = paint(screen, 'dim', '│');
  const wrapped = lines.flatMap(exhibited);
  return [
    `      ${paint(screen, 'dim', `┌ ${title}`)}`,
    ...wrapped.map((line) => `      ${bar} ${line}`.trimEnd()),
  ];
}

/** An indented line stays indented, so that columns stay under each other. */
function exhibited(line: string): string[] {
  const indent = ' '.repeat(line.length - line.trimStart().length);
  const text = printable(line);
  const parts = text.length > 100 ? wrap(text, 100) : [text];
  return parts.map((part) => indent + part.trimStart());
}

/** Text that runs over several lines hangs under its beginning. */
function hanging(beginning: string, text: string, end: string): string[] {
  const lines = wrap(text, 100);
  const hung = lines.map((line, index) => `${index === 0 ? beginning : ' '.repeat(12)}${line}`);
  return hung.with(-1, `${hung.at(-1)}  ${end}`);
}

async function curtain(cloud: Cloud, screen: Screen): Promise<string[]> {
  const known = await Array.fromAsync(entries(cloud));
  const rows = known.sort(byPlace).map((entry) => rowOf(screen, entry));
  const titles = ['account', 'region', 'bucket', 'state', 'why'];
  return [
    '',
    paint(screen, 'bold', 'Every bucket in the ledger'),
    ...table([titles, ...rows], { indent: 2 }),
  ];
}

function rowOf(screen: Screen, entry: BucketEntry): string[] {
  const { account, region, bucket, state, cause, reason, rules } = entry;
  const why = cause ?? reason ?? rules.join(', ');
  return [account, region, bucket, outcomeMark(screen, state ?? 'unknown'), printable(why)];
}

function byPlace(a: BucketEntry, b: BucketEntry): number {
  return `${a.account} ${a.bucket}`.localeCompare(`${b.account} ${b.bucket}`);
}

function verdict(screen: Screen, { failed }: Tally): string {
  if (failed === 0) return paint(screen, 'green', 'Every scene ended as told.');
  return paint(screen, 'red', `${failed} of ${story.length} scenes did not end as told.`);
}

function stoppedLine({ played }: Tally): string {
  return `stopped; ${played} of ${story.length} scenes played`;
}
