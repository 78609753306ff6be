import { haltCommand } from '../../commands/halt.ts';
import { redriveCommand } from '../../commands/redrive.ts';
import { resumeCommand } from '../../commands/resume.ts';
import { statusCommand } from '../../commands/status.ts';
import { sweepCommand } from '../../commands/sweep.ts';
import type { Screen } from '../../world.ts';
import type { Exhibit } from './exhibit.ts';
import type { Scenery } from './scenery.ts';

/** What is typed in the story. */
const commands = new Map(
  [haltCommand, redriveCommand, resumeCommand, statusCommand, sweepCommand].map((command) => [
    command.name,
    command,
  ]),
);

/** Runs a command of ours as an operator types it; throws what it complains of if it fails. */
export async function types({ cloud }: Scenery, words: readonly string[]): Promise<Exhibit> {
  const [name = '', ...rest] = words;
  const out = aPaper();
  const err = aPaper();
  const code = await commands.get(name)?.start(rest, {
    environment: { MANDATE_FILE: cloud.settings.mandateFile },
    out: out.screen,
    err: err.screen,
    connect: async () => cloud,
    untilStopped: () => new Promise(() => undefined),
  });
  // That something is left to do is no failure.
  if (code !== 0 && code !== 2) throw new Error(err.text().trim() || `it ended with ${code}`);
  const title = `npm run stocktake -- ${words.join(' ')}`;
  return { title, lines: out.text().trimEnd().split('\n') };
}

function aPaper(): { readonly screen: Screen; readonly text: () => string } {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  return { screen: { write, isTerminal: false, colour: false }, text: () => text };
}
