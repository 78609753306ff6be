import type { Answer } from '../../../rules/answer.ts';
import { explain } from '../../../rules/explain.ts';
import type { RuleVerdict } from '../../../rules/judge.ts';
import type { Finding, Wanted } from '../../../rules/selector.ts';
import type { BucketPlan } from '../../plan.ts';
import { type LastOutcome, lastOutcomeLine } from '../last-outcome.ts';
import type { Screen } from '../world.ts';
import { changeLines } from './change-lines.ts';
import { paint, type Style } from './paint.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

/**
 * Why a bucket is judged as it is, for people: sentences, every finding in a table, and what would change.
 *
 * @param last what the ledger knows of it, if anything.
 */
export function explanation(screen: Screen, planned: BucketPlan, last?: LastOutcome): string[] {
  const { facts, judgement, plan } = planned;
  const heading = (title: string) => paint(screen, 'underline', title);
  const findings = judgement.rules.flatMap((verdict) => findingRows(screen, verdict));
  return [
    paint(screen, 'bold', facts.name),
    ...explain(judgement, plan, facts).flatMap(hanging),
    ...(last ? hanging(lastOutcomeLine(last)) : []),
    ...(findings.length > 0
      ? [
          '',
          heading('What every rule asked, and what it found'),
          ...findingsTable(screen, findings),
        ]
      : []),
    ...(plan.changes.length > 0
      ? [
          '',
          heading('What would change'),
          ...plan.changes.flatMap((change) => changeLines(screen, change)),
        ]
      : []),
  ];
}

/** A sentence that runs over several lines hangs from its first. */
function hanging(sentence: string): string[] {
  return wrap(printable(sentence), 96).map((line, index) =>
    index === 0 ? `  ${line}` : `    ${line}`,
  );
}

const answers: Readonly<Record<Answer, readonly [mark: string, style: Style]>> = {
  met: ['✓ met', 'green'],
  unmet: ['✗ unmet', 'dim'],
  unknown: ['? unknown', 'yellow'],
};

function findingsTable(screen: Screen, rows: readonly string[][]): string[] {
  const titles = ['rule', 'asks', 'answer', 'wanted', 'found'].map((title) =>
    paint(screen, 'dim', title),
  );
  return table([titles, ...rows], { indent: 2 });
}

/** The rule is named once, at its first finding. */
function findingRows(screen: Screen, { rule, findings }: RuleVerdict): string[][] {
  if (findings.length === 0) return [[rule, 'where', everyone(screen), 'everyone', '']];
  return findings.map(({ clause, key, answer, wanted, found }, index) => {
    const [mark, style] = answers[answer];
    const asked = `${clause} ${key}`;
    return [
      index === 0 ? rule : '',
      asked,
      paint(screen, style, mark),
      words(wanted),
      words(found),
    ];
  });
}

function everyone(screen: Screen): string {
  const [mark, style] = answers.met;
  return paint(screen, style, mark);
}

function words(value: Wanted | Finding['found']): string {
  if (value === undefined) return 'not known';
  if (typeof value === 'string') return printable(value) || '(none)';
  if (isList(value)) return printable(value.join(', '));
  const tags = Object.entries(value).map(([key, values]) => `${key}=${[values].flat().join('|')}`);
  return printable(tags.join(', ')) || '(none)';
}

/** `Array.isArray` does not narrow readonly lists. */
function isList(value: object): value is readonly string[] {
  return Array.isArray(value);
}
