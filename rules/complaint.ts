import type * as z from 'zod';
import type { Complaint } from './problem.ts';
import type { Located, Path } from './yaml-tree.ts';

type Issue = z.core.$ZodIssue;

/**
 * What the schema has against a document, in our words: what was expected (the schema's message) and what was found
 * (from the document, as it is written there).
 */
export function complaintsOf(root: Located, issues: readonly Issue[]): readonly Complaint[] {
  return issues.flatMap((issue) => complaintsOfIssue(root, issue));
}

function complaintsOfIssue(root: Located, issue: Issue): readonly Complaint[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey([...path, key], issue.message));
  if (issue.code === 'invalid_key')
    return [{ path, about: 'key', message: `expected ${issue.issues[0]?.message}` }];
  const nearest = issue.code === 'invalid_union' ? nearestBranch(issue) : undefined;
  if (nearest) return complaintsOf(root, nearest);
  return [mismatch(root, path, issue)];
}

function unknownKey(path: Path, expected: string): Complaint {
  return { path, about: 'key', message: `expected ${expected}; found ${quoted(path.at(-1))}` };
}

/** The alternative whose own shape was met, so that the trouble lies inside it. */
function nearestBranch({ errors, path }: z.core.$ZodIssueInvalidUnion) {
  const met = errors.find((branch) =>
    branch.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
  return met?.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

function mismatch(root: Located, path: Path, { message, ...issue }: Issue): Complaint {
  const found = path.reduce<Located | undefined>(child, root);
  if (!found) return missingKey(path, message);
  const textExpected = issue.code === 'invalid_type' && issue.expected === 'string';
  const hint = textExpected ? quotingHint(found) : '';
  return { path, about: 'value', message: `expected ${message}; found ${described(found)}${hint}` };
}

function child(located: Located | undefined, step: string | number): Located | undefined {
  return located?.entries.get(String(step))?.located;
}

/** Points at the mapping that lacks the key: the key itself has no place. */
function missingKey(path: Path, expected: string): Complaint {
  const message = `expected the key ${quoted(path.at(-1))}: ${expected}`;
  return { path: path.slice(0, -1), about: 'value', message };
}

function described({ value, source }: Located): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length > 0 ? 'a list' : 'an empty list';
  if (typeof value === 'object')
    return Object.keys(value).length > 0 ? 'a mapping' : 'an empty mapping';
  return `the ${typeof value} ${source}`;
}

/** YAML makes numbers of account ids and truth values of words unless they are quoted. */
function quotingHint({ value, source }: Located): string {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  return scalar ? `; write "${source}", in quotes` : '';
}

const LONGEST = 80;

function quoted(text: string | number | undefined): string {
  const whole = String(text);
  return JSON.stringify(whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole);
}
