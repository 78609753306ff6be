import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { BucketFacts } from '../../rules/bucket.ts';
import { desiredInventory } from '../../rules/desired.ts';
import { canonical, type Inventory } from '../../rules/inventory.ts';
import { judge, type RuleVerdict } from '../../rules/judge.ts';
import { type Mandate, parseMandate } from '../../rules/mandate.ts';
import { outcomeOf } from '../../rules/outcome.ts';
import { planChanges } from '../../rules/plan.ts';
import { formatProblem } from '../../rules/problem.ts';
import { readMandate } from './builders.ts';

interface Suite {
  readonly mandate: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  readonly today: string;
  readonly bucket: BucketFacts;
  readonly has?: readonly Configuration[];
  readonly expect: Expectation;
}

/** A configuration on the bucket: `id`, as the rule `like` wants it, but for what is said otherwise. */
interface Configuration {
  readonly id: string;
  readonly like: string;
  readonly frequency?: string;
}

interface Expectation {
  readonly standing: string;
  readonly outcome: string;
  readonly rules?: Readonly<Record<string, string>>;
  readonly changes?: readonly string[];
  readonly surplus?: readonly string[];
}

interface BadMandate {
  readonly name: string;
  readonly mandate: string;
  readonly errors?: readonly string[];
  readonly warnings?: readonly string[];
}

const folder = new URL('../cases/', import.meta.url);
/** Read in other ways: below, and by the tests of answers and deployments. */
const others = ['answers.yaml', 'bad-mandates.yaml', 'deployments.yaml'];
const files = readdirSync(folder).filter(
  (file) => file.endsWith('.yaml') && !others.includes(file),
);

function load(file: string) {
  return parse(readFileSync(new URL(file, folder), 'utf8')) as Suite & {
    readonly mandates: readonly BadMandate[];
  };
}

describe.each(files)('%s', (file) => {
  const { mandate: text, cases } = load(file);

  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, { bucket, has, ...one }) => {
    const mandate = readMandate(text);
    const observed = (has ?? []).map((configuration) => onBucket(mandate, bucket, configuration));

    const judgement = judge(mandate, bucket, one.today);
    const plan = planChanges(judgement.desired, observed);

    expect({
      standing: judgement.standing,
      outcome: outcomeOf(judgement, { changes: plan.changes.filter(forbidden) }, false),
      rules: Object.fromEntries(judgement.rules.map((verdict) => [verdict.rule, word(verdict)])),
      changes: plan.changes.map(({ action, id, permitted }) =>
        permitted ? `${action} ${id}` : `report ${id}`,
      ),
      surplus: plan.surplus,
    }).toEqual({ rules: {}, changes: [], surplus: [], ...one.expect });
  });
});

describe('bad-mandates.yaml', () => {
  const { mandates } = load('bad-mandates.yaml');

  test.each(mandates.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { errors = [], warnings } = parseMandate(one.mandate, 'mandate.yaml');

    const lines = (problems: typeof warnings) =>
      problems.map((problem) => formatProblem('mandate.yaml', problem));
    expect({ errors: lines(errors), warnings: lines(warnings) }).toEqual({
      errors: one.errors ?? [],
      warnings: one.warnings ?? [],
    });
  });
});

/** What is left once everything permitted has been applied. */
function forbidden({ permitted }: { readonly permitted: boolean }): boolean {
  return !permitted;
}

function onBucket(mandate: Mandate, bucket: BucketFacts, { id, like, frequency }: Configuration) {
  const rule = mandate.rules.find((one) => one.id === like);
  if (!rule) throw new Error(`no rule ${like} in the mandate of this file`);
  const wanted: Inventory = { ...desiredInventory(rule, bucket), Id: id };
  return canonical(frequency ? { ...wanted, Schedule: { Frequency: frequency } } : wanted);
}

function word({ applies, exempt }: RuleVerdict): string {
  if (applies === false) return 'no';
  if (exempt === true) return 'exempt';
  return applies === 'unknown' || exempt === 'unknown' ? 'unknown' : 'yes';
}
