import { compilePattern } from '../../../infra/local/pattern.ts';
import { type PlacedPattern, patternsOf } from './patterns-of.ts';
import { fieldsOf, listOf } from './reading/fields.ts';
import { recordFields } from './record-fields.ts';
import { refusal } from './refusal.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** What every event has, whoever sent it. Source: EventBridge user guide, AWS service event metadata. */
const envelope: ReadonlySet<string> = new Set([
  'version',
  'id',
  'detail-type',
  'source',
  'account',
  'time',
  'region',
  'resources',
  'detail',
]);

/** Patterns that EventBridge refuses, and those that it takes although no event can ever match them. */
export const eventPatterns: TemplateCheck = (document) => patternsOf(document).flatMap(faultsOf);

function faultsOf({ path, pattern }: PlacedPattern): readonly Fault[] {
  const trouble = refusal(() => compilePattern(pattern));
  if (trouble) return [{ path, text: trouble }];
  const fields = fieldsOf(pattern);
  const isOfCloudTrail = listOf(fields['detail-type']).includes('AWS API Call via CloudTrail');
  return [
    ...strangers(fields, path).map((at) => ({ path: at, text: 'no event has such a field' })),
    ...(isOfCloudTrail ? recordFaults(fields, path) : []),
  ];
}

function strangers(pattern: unknown, path: string): readonly string[] {
  return Object.entries(fieldsOf(pattern)).flatMap(([key, value]) => {
    if (key === '$or') return listOf(value).flatMap((branch) => strangers(branch, `${path}.$or`));
    return envelope.has(key) ? [] : [`${path}.${key}`];
  });
}

function recordFaults(pattern: unknown, path: string): readonly Fault[] {
  const { detail, $or } = fieldsOf(pattern);
  return [
    ...listOf($or).flatMap((branch) => recordFaults(branch, `${path}.$or`)),
    ...strangersOfRecord(detail, recordFields, `${path}.detail`).map((at) => ({
      path: at,
      text: 'no CloudTrail record has such a field',
    })),
  ];
}

function strangersOfRecord(node: unknown, known: unknown, path: string): readonly string[] {
  const fields = fieldsOf(known);
  return Object.entries(fieldsOf(node)).flatMap(([key, value]) => {
    if (key === '$or') {
      return listOf(value).flatMap((branch) => strangersOfRecord(branch, known, `${path}.$or`));
    }
    const at = `${path}.${key}`;
    if (!(key in fields)) return [at];
    return fields[key] === 'free' ? [] : strangersOfRecord(value, fields[key], at);
  });
}
