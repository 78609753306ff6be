import type { Command, Flag, Flags } from './command.ts';
import { paint } from './show/paint.ts';
import { table } from './show/table.ts';
import { fill, wrap } from './show/wrap.ts';
import type { Screen } from './world.ts';

/** What `stocktake --help` says: every command in one line. */
export function overview(commands: ReadonlyMap<string, Command>, screen: Screen): string {
  const list = [...commands.values()].map(({ name, summary }) => [
    paint(screen, 'bold', name),
    summary,
  ]);
  return text([
    'Stocktake keeps the S3 Inventory configurations that the mandate demands on every bucket.',
    '',
    '  npm run stocktake -- <command> [--json]',
    '',
    paint(screen, 'underline', 'Commands'),
    ...table(list, { indent: 2 }),
    '',
    'The commands find the hub with your ordinary AWS credentials, those of the hub account, and',
    'your region; AWS_ENDPOINT_URL leads them to the local organization instead.',
    '',
    '  npm run stocktake -- help <command>   explains one, with examples',
    '  npm run stocktake -- --version',
  ]);
}

/** What `stocktake <command> --help` says: what it is for, how it is called, and how it ends. */
export function commandHelp(command: Command, screen: Screen): string {
  const heading = (title: string) => paint(screen, 'underline', title);
  return text([
    `${paint(screen, 'bold', `stocktake ${command.name}`)}: ${command.summary}`,
    '',
    ...usage(command),
    '',
    ...wrap(command.lesson),
    '',
    heading('Arguments'),
    ...table(argumentRows(command), { indent: 2 }),
    '',
    heading('Examples'),
    ...command.examples.flatMap(({ line, teaches }) => [
      `  ${paint(screen, 'dim', `# ${teaches}`)}`,
      `  ${line}`,
    ]),
    '',
    heading('Exit codes'),
    ...table(exitRows(command), { indent: 2 }),
  ]);
}

function usage({ name, positional = {}, flags }: Command): string[] {
  const words = Object.entries(positional).map(([word, { required }]) =>
    required ? `<${word}>` : `[${word}]`,
  );
  const all = [`npm run stocktake -- ${name}`, ...words, ...Object.entries(flags).map(flagUsage)];
  return fill(all, 86).map((line, index) => (index === 0 ? `  ${line}` : `      ${line}`));
}

function flagUsage([name, flag]: [string, Flag]): string {
  const spelled = spelling(name, flag);
  const repeated = flag.many ? `${spelled} …` : spelled;
  return flag.required ? repeated : `[${repeated}]`;
}

function argumentRows({ positional = {}, flags }: Command): string[][] {
  const words = Object.entries(positional).map(([name, { help }]) => [`<${name}>`, help]);
  return [...words, ...flagRows(flags), ['--help', 'this text']];
}

function flagRows(flags: Flags): string[][] {
  return Object.entries(flags).map(([name, flag]) => [
    spelling(name, flag),
    flag.many ? `${flag.help}; may be repeated` : flag.help,
  ]);
}

function spelling(name: string, { takes }: Flag): string {
  return takes ? `--${name} <${takes}>` : `--${name}`;
}

function exitRows({ exits }: Command): string[][] {
  return [...Object.entries(exits), ['64', 'wrong usage']];
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
