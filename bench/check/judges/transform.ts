import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../repository.ts';
import { command } from '../command.ts';
import { readDocument } from '../templates/reading/document.ts';
import { type Judgement, unjudged } from './judgement.ts';
import { translationFaults } from './translation-faults.ts';

const judge = {
  name: 'SAM transform',
  install: 'pip install aws-sam-translator==1.110.0 boto3',
  notices: 'misspelt SAM properties, and all that SAM makes of the hub',
};

const SCRIPT = 'python3 bench/check/judges/translate.py';
const TRANSLATION = '.cache/template.translated.json';
const REGION = 'us-east-1';

export interface Transformed extends Judgement {
  /** The file that SAM made; undefined when there is none. */
  readonly translation: string | undefined;
}

/** Translates a SAM template into plain CloudFormation, as AWS does on deployment, and looks at what comes out. */
export async function transform(file: string): Promise<Transformed> {
  const version = await command(`${SCRIPT} --version`)();
  if (!version.ok) return { ...unjudged(judge), translation: undefined };
  const report = { note: `- SAM transform ${version.output.trim()} on ${file}`, missed: [] };
  await mkdir(join(repository, '.cache'), { recursive: true });
  const { ok, output } = await command(`${SCRIPT} ${file} ${TRANSLATION} ${REGION}`)();
  if (!ok) return { ok, output: `${file}: ${output}`, ...report, translation: undefined };
  const faults = await look(file);
  const found = { ok: faults.length === 0, output: faults.join('\n') };
  return { ...found, ...report, translation: TRANSLATION };
}

async function look(file: string): Promise<readonly string[]> {
  const [written, translated] = await Promise.all([text(file), text(TRANSLATION)]);
  return translationFaults(readDocument(file, written), translated);
}

function text(file: string): Promise<string> {
  return readFile(join(repository, file), 'utf8');
}
