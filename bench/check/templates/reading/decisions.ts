import { resolve, type Scope } from '../../../../infra/local/template/intrinsics.ts';
import type { Document } from './document.ts';
import { everyPlace } from './every-place.ts';
import { fieldsOf, listOf } from './fields.ts';
import { referencesIn } from './references.ts';

/** Which of a template's conditions hold. */
export type Decision = Readonly<Record<string, boolean>>;

type Values = Readonly<Record<string, string>>;

/**
 * The ways in which a template's conditions can come out: for parameters all at their defaults and all filled in,
 * and from either with one parameter at another value. So no combination is tried that no parameters can bring about.
 */
export function decisions(document: Document): readonly Decision[] {
  const all = assignments(document).map((values) => decide(document, values));
  return [...new Map(all.map((decision) => [JSON.stringify(decision), decision])).values()];
}

function assignments(document: Document): readonly Values[] {
  const names = [...new Set(referencesIn(document.conditions).map(({ name }) => name))];
  const choices = names.map((name) => [name, candidates(document, name)] as const);
  const pick = (at: number) =>
    Object.fromEntries(choices.map(([name, values]) => [name, values.at(at) ?? '']));
  return [pick(0), pick(-1)].flatMap((base) => [
    base,
    ...choices.flatMap(([name, values]) => values.map((value) => ({ ...base, [name]: value }))),
  ]);
}

/** Its default first; last a value that is none of those that it is compared with, if it may have one. */
function candidates(document: Document, name: string): readonly string[] {
  const { Default = '', AllowedValues } = fieldsOf(document.parameters[name]);
  if (AllowedValues !== undefined) return [Default, ...listOf(AllowedValues)].map(String);
  return [Default, ...comparedWith(document, name), 'filled'].map(String);
}

function comparedWith(document: Document, name: string): readonly string[] {
  return everyPlace(document.conditions, '').flatMap(({ node }) => {
    const pair = listOf(fieldsOf(node)['Fn::Equals']);
    const isAboutIt = referencesIn(pair).some((reference) => reference.name === name);
    return isAboutIt ? pair.filter((side) => typeof side !== 'object').map(String) : [];
  });
}

function decide(document: Document, values: Values): Decision {
  const holds = (name: string) => resolve(document.conditions[name], scope) === true;
  const scope: Scope = {
    ref: (name) => typed(document, name, values[name] ?? ''),
    attribute: (resource) => resource,
    condition: holds,
    fail: (reason) => new Error(`${document.name}: Conditions: ${reason}`),
  };
  const names = Object.keys(document.conditions);
  return Object.fromEntries(names.map((name) => [name, holds(name)]));
}

function typed(document: Document, name: string, value: string): string | readonly string[] {
  const isList = /List/.test(String(document.parameters[name]?.Type));
  return isList ? value.split(',') : value;
}
