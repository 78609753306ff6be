import { isInsideQuotes, type Placeholder, placeholdersIn, render } from './placeholders.ts';
import { jsonOf } from './reading/json-of.ts';
import type { Fault, TemplateCheck } from './template-check.ts';
import { type Transformer, transformersOf } from './transformers-of.ts';

const PATHS_AT_MOST = 100;
const CHARACTERS_AT_MOST = 8_192;

/** Of these EventBridge or AWS itself says what is in them: no quotes, no backslashes. */
const safeFields = /^\$\.(account|region|id|time|source|detail-type)$/;

/** Input transformers that would be refused, or make broken JSON of some event (SAM facts E). */
export const inputTransformers: TemplateCheck = (document) =>
  transformersOf(document).flatMap((transformer) => {
    const { path } = transformer;
    const troubles = [
      ...sizeTroubles(transformer),
      ...nameTroubles(transformer),
      ...quoteTroubles(transformer),
      ...renderTroubles(transformer),
    ];
    return troubles.map((text): Fault => ({ path, text }));
  });

function sizeTroubles({ paths, template }: Transformer): readonly string[] {
  const count = Object.keys(paths).length;
  return [
    ...(count > PATHS_AT_MOST ? [`${count} input paths, at most ${PATHS_AT_MOST} may be`] : []),
    ...(template.length > CHARACTERS_AT_MOST
      ? [`a template of ${template.length} characters, at most ${CHARACTERS_AT_MOST} may be`]
      : []),
  ];
}

function nameTroubles({ paths, template }: Transformer): readonly string[] {
  const used = new Set(placeholdersIn(template).map(({ name }) => name));
  const undefinedNames = [...used].filter((name) => !(name in paths) && !isReserved(name));
  const unusedNames = Object.keys(paths).filter((name) => !used.has(name));
  return [
    ...undefinedNames.map((name) => `<${name}> is not in InputPathsMap`),
    ...unusedNames.map((name) => `InputPathsMap.${name} is not used in InputTemplate`),
  ];
}

/** Source: EventBridge user guide, predefined variables. */
function isReserved(name: string): boolean {
  return /^aws\.events\.(rule-arn|rule-name|event\.ingestion-time|event|event\.json)$/.test(name);
}

/** Inside quotes a value is put as it is, its own quotes and backslashes included. */
function quoteTroubles(transformer: Transformer): readonly string[] {
  const { paths, template } = transformer;
  return placeholdersIn(template)
    .filter((placeholder) => isInsideQuotes(template, placeholder))
    .filter(({ name }) => name in paths || isReserved(name))
    .map(({ name }) => ({ name, value: String(paths[name] ?? name) }))
    .filter(({ value }) => !isSafe(value, transformer))
    .map(({ name, value }) => `<${name}> inside quotes: ${value} may break them`);
}

/** The whole event is JSON, with quotes of its own; EventBridge's other variables have none. */
function isSafe(value: string, { isOurs }: Transformer): boolean {
  if (isReserved(value)) return !/^aws\.events\.event(\.json)?$/.test(value);
  return safeFields.test(value) || (isOurs && value.startsWith('$.detail.'));
}

function renderTroubles({ template }: Transformer): readonly string[] {
  const isJson = /^\s*[[{]/.test(template);
  const lines = isJson ? [template] : template.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) => {
    const read = jsonOf(render(line, hostile));
    if ('value' in read) return [];
    return [isJson ? `makes no JSON: ${read.trouble}` : `expected a line in quotes: ${line}`];
  });
}

const hostileValue = JSON.stringify('"quoted", \\back\\slashed,\nbroken, 漢字 🪣 \u2028');

function hostile(template: string, placeholder: Placeholder): string {
  return isInsideQuotes(template, placeholder) ? 'harmless' : hostileValue;
}
