import { compileInput } from '../../../infra/local/buses/transform.ts';
import { fieldsOf, listOf } from './reading/fields.ts';
import { refusal } from './refusal.ts';
import type { Fault, TemplateCheck } from './template-check.ts';
import { type Transformer, transformersOf } from './transformers-of.ts';

/** Of these EventBridge or AWS itself says what is in them: no quotes, no backslashes. */
const safeFields = /^\$\.(account|region|id|time|source|detail-type)$/;

/** Input transformers that would be refused, that read what they do not use, or that some value may break (SAM facts E). */
export const inputTransformers: TemplateCheck = (document) =>
  transformersOf(document).flatMap((transformer) => {
    const { path } = transformer;
    const refused = refusal(() => compileInput(transformer));
    const troubles = [
      ...(refused ? [refused] : []),
      ...unused(transformer),
      ...breakable(transformer),
    ];
    return troubles.map((text): Fault => ({ path, text }));
  });

function unused({ paths, template }: Transformer): readonly string[] {
  return Object.keys(paths)
    .filter((name) => !template.includes(`<${name}>`))
    .map((name) => `InputPathsMap.${name} is not used in InputTemplate`);
}

/** Inside quotes a value is put as it is, its own quotes and backslashes included. */
function breakable({ paths, template, pattern }: Transformer): readonly string[] {
  return Object.entries(paths)
    .filter(([, path]) => !safeFields.test(path) && !isOurs(pattern, path))
    .filter(([, path]) => !isSpelledOut(pattern, path))
    .filter(([name]) => isInsideQuotes(template, name))
    .map(([name, path]) => `<${name}> inside quotes: ${path} may break them`);
}

/** What Stocktake itself writes is fit to be pasted. */
function isOurs(pattern: unknown, path: string): boolean {
  const sources = listOf(fieldsOf(pattern).source);
  const comesFromUs = sources.length > 0 && sources.every((source) => source === 'stocktake');
  return comesFromUs && path.startsWith('$.detail.');
}

/** Whether the pattern lists each value that may be there. */
function isSpelledOut(pattern: unknown, path: string): boolean {
  const steps = path.split('.').slice(1);
  const values = listOf(steps.reduce((node, step) => fieldsOf(node)[step], pattern));
  return values.length > 0 && values.every(isPlain);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' && !/["\\]/.test(value);
}

/** Every second piece between quotes is inside; a quote after a backslash is none. */
function isInsideQuotes(template: string, name: string): boolean {
  const pieces = template.replaceAll(/\\./gs, '').split('"');
  return pieces.some((piece, at) => at % 2 === 1 && piece.includes(`<${name}>`));
}
