import type { BusEvent } from '../service.ts';
import { isEventPath, valueAt } from './event-path.ts';

/** What a target gets instead of the event: the same text always, or a template with parts of the event in it. */
export type TargetInput = { readonly constant: string } | InputTransformer;

export interface InputTransformer {
  /** Paths into the event by the names of their placeholders: `$.detail.bucket`. */
  readonly paths: Readonly<Record<string, string>>;
  /** JSON, or lines in quotes, with `<name>` where a value goes. */
  readonly template: string;
}

/** Which rule took the event, and when. */
export interface Circumstances {
  readonly ruleName: string;
  readonly ruleArn: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The text for a target; undefined where the values leave neither JSON nor lines in quotes. */
export type Transform = (event: BusEvent, circumstances: Circumstances) => string | undefined;

const PATHS_AT_MOST = 100;
const CHARACTERS_AT_MOST = 8_192;

/**
 * Source: AWS facts D.6 and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 *
 * @throws Error for a text that is too long or no JSON, an unknown placeholder, or a path beyond plain members.
 */
export function compileInput(input: TargetInput): Transform {
  const text = 'constant' in input ? input.constant : input.template;
  if (text.length > CHARACTERS_AT_MOST) throw new Error('longer than 8,192 characters');
  if ('constant' in input) return compileConstant(input.constant);
  refuseBadPaths(input);
  refuseUnknown(input);
  // What fills the placeholders when the template is looked at: a number is JSON, and text as well.
  if (!isReadable(fill(text, () => 0))) throw new Error('neither JSON nor lines in quotes');
  return (event, circumstances) => {
    const filled = fill(text, (name) => placed(name, { input, event, circumstances }));
    return isReadable(filled) ? filled : undefined;
  };
}

function compileConstant(constant: string): Transform {
  if (!isJson(constant)) throw new Error('no JSON');
  return () => constant;
}

function refuseBadPaths({ paths }: InputTransformer): void {
  const all = Object.entries(paths);
  if (all.length > PATHS_AT_MOST) throw new Error('more than 100 paths');
  const [, odd] = all.find(([, path]) => !isEventPath(path)) ?? [];
  if (odd !== undefined) throw new Error(`the path ${odd} is not known here`);
}

function refuseUnknown({ paths, template }: InputTransformer): void {
  for (const [placeholder, name = ''] of template.matchAll(placeholders)) {
    if (Object.hasOwn(paths, name) || Object.hasOwn(reserved, name)) continue;
    throw new Error(`${placeholder} is not in the map`);
  }
}

const placeholders = /<([\w.-]+)>/g;

const reserved: Readonly<Record<string, (circumstances: Circumstances) => string>> = {
  'aws.events.rule-name': ({ ruleName }) => ruleName,
  'aws.events.rule-arn': ({ ruleArn }) => ruleArn,
  'aws.events.event.ingestion-time': ({ at }) => new Date(at).toISOString(),
};

interface Source {
  readonly input: InputTransformer;
  readonly event: BusEvent;
  readonly circumstances: Circumstances;
}

function placed(name: string, { input, event, circumstances }: Source): unknown {
  const path = input.paths[name];
  if (path === undefined) return reserved[name]?.(circumstances);
  return valueAt(event, path);
}

/** A quote behind a backslash is part of its text. */
function fill(template: string, value: (name: string) => unknown): string {
  let isQuoted = false;
  return template.replace(/\\.|"|<([\w.-]+)>/gs, (found, name?: string) => {
    if (found === '"') isQuoted = !isQuoted;
    if (name === undefined) return found;
    return isQuoted ? asText(value(name)) : JSON.stringify(value(name) ?? '');
  });
}

/** What is missing vanishes; of an object the quotes do, for it stands in quotes already. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value).replaceAll('"', '');
}

function isReadable(text: string): boolean {
  return isJson(text) || text.split('\n').every((line) => /^\s*(".*")?\s*$/.test(line));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
