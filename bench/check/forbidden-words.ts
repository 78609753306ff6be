import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../repository.ts';
import { ourFiles } from './our-files.ts';

/** What never gets in, and why. Biome knows most of a language's sins; these are ours. */
const forbidden: readonly { readonly words: RegExp; readonly why: string }[] = [
  { words: /\b(TODO|FIXME|XXX)\b/, why: 'do it, or let it be' },
  { words: /\b(test|it|describe)\.(only|skip|todo|failing)\b/, why: 'every test runs' },
  { words: /\b(xit|xtest|xdescribe|fit|fdescribe)\(/, why: 'every test runs' },
  { words: /(:|<|\||&|\bas|=>) ?any\b(?!\()/, why: 'say which type it is, or unknown' },
  { words: /\bas unknown as\b/, why: 'a cast through unknown proves nothing' },
  { words: /@ts-(ignore|nocheck|expect-error)\b/, why: 'mend the type' },
];

/** A line for every forbidden word in our sources, this one left out. */
export async function forbiddenWords(): Promise<readonly string[]> {
  const files = await ourFiles('**/*.{ts,mjs}');
  const faults = await Promise.all(files.map(faultsOf));
  return faults.flat();
}

async function faultsOf(file: string): Promise<string[]> {
  const path = join(repository, file);
  if (path === import.meta.filename) return [];
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    const fault = forbidden.find(({ words }) => words.test(withoutProse(line)));
    return fault ? [`${file}:${index + 1} ${fault.why}: ${line.trim()}`] : [];
  });
}

/** Comments and texts may speak of any account; a reminder in a comment counts all the same. */
function withoutProse(line: string): string {
  const reminder = /\b(TODO|FIXME|XXX|@ts-\w+)\b/.exec(line)?.[0] ?? '';
  return line.replaceAll(/(['"`]).*?\1|\/\/.*$|\/?\*.*$/g, '') + reminder;
}
