import { compilePattern } from '../../../infra/local/pattern.ts';
import type { Document } from './reading/document.ts';
import { everyPlace, type Place } from './reading/every-place.ts';
import { fieldsOf, listOf } from './reading/fields.ts';
import { jsonOf } from './reading/json-of.ts';
import { resourcesOf } from './reading/resources-of.ts';
import { standIn } from './reading/stand-in.ts';
import { refusal } from './refusal.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** What a record of a queue or of a table's stream has. Source: Lambda developer guide, event filtering. */
const recordFields: ReadonlySet<string> = new Set([
  ...['body', 'messageId', 'attributes', 'messageAttributes', 'md5OfBody', 'receiptHandle'],
  ...['eventID', 'eventName', 'eventVersion', 'dynamodb', 'userIdentity'],
  ...['eventSource', 'eventSourceARN', 'awsRegion', '$or'],
]);

/** Filters of event sources and of subscriptions that are no patterns, or that nothing can ever pass. */
export const filters: TemplateCheck = (document) =>
  resourcesOf(document)
    .flatMap(({ path, properties }) => everyPlace(properties, path))
    .flatMap((place) => [...sourceFaults(place, document), ...subscriptionFaults(place, document)]);

function sourceFaults({ path, node }: Place, document: Document): readonly Fault[] {
  const { Filters } = fieldsOf(fieldsOf(node).FilterCriteria);
  return listOf(Filters).flatMap((filter, index) => {
    const at = `${path}.FilterCriteria.Filters[${index}].Pattern`;
    const pattern = standIn(fieldsOf(filter).Pattern, document);
    if (typeof pattern !== 'string') return [{ path: at, text: 'expected a text of JSON' }];
    return patternFaults(at, pattern, recordFields);
  });
}

function patternFaults(path: string, node: unknown, known?: ReadonlySet<string>): readonly Fault[] {
  const read = jsonOf(node);
  if ('trouble' in read) return [{ path, text: `expected JSON: ${read.trouble}` }];
  const trouble = refusal(() => compilePattern(read.value));
  if (trouble) return [{ path, text: trouble }];
  return Object.keys(fieldsOf(read.value))
    .filter((key) => known && !known.has(key))
    .map((key) => ({ path, text: `no record has a field ${key}` }));
}

/** Without a scope a policy is about a message's attributes, which have nothing below them. */
function subscriptionFaults({ path, node }: Place, document: Document): readonly Fault[] {
  const { FilterPolicy, FilterPolicyScope } = fieldsOf(node);
  if (FilterPolicy === undefined) return [];
  const at = `${path}.FilterPolicy`;
  const policy = standIn(FilterPolicy, document);
  const faults = patternFaults(at, policy);
  if (faults.length > 0 || FilterPolicyScope === 'MessageBody') return faults;
  const nested = Object.entries(fieldsOf(policy)).filter(([, value]) => !Array.isArray(value));
  return nested.map(([key]) => ({
    path: `${at}.${key}`,
    text: 'an attribute has nothing below it; expected FilterPolicyScope: MessageBody',
  }));
}
