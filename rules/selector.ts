import { type Answer, all, answerOf, any } from './answer.ts';
import type { BucketFacts, Tags } from './bucket.ts';
import { isExpired } from './exemption.ts';
import { meetsGlob } from './glob.ts';
import type { Mandate, Rollout } from './mandate.ts';
import type { Selector } from './selector-schema.ts';
import { askUnit } from './unit.ts';

export type SelectorKey = keyof Selector;

/** What each key of a selector holds when it is there. */
type Wants = { readonly [K in SelectorKey]-?: NonNullable<Selector[K]> };

/** One key of a selector, asked of one bucket: the verdict as data. */
export interface Finding {
  readonly clause: 'where' | 'unless';
  readonly key: SelectorKey;
  readonly answer: Answer;
  readonly wanted: Wanted;
  /** What the bucket has, of tags those that were asked for; absent when it is not known. */
  readonly found?: string | Tags | undefined;
}

export type Wanted = readonly string[] | WantedTags;
type WantedTags = Readonly<Record<string, readonly string[]>>;

interface Question<W> {
  /** The fact that is asked about; `undefined` when it is not known. */
  readonly fact: (facts: BucketFacts, wanted: W) => string | Tags | undefined;
  readonly ask: (facts: BucketFacts, wanted: W) => Answer;
}

/** One question for every key that the schema of the mandate knows: a key without its question does not compile. */
const questions: { readonly [K in keyof Wants]: Question<Wants[K]> } = {
  accounts: {
    fact: ({ account }) => account,
    ask: ({ account }, wanted) => answerOf(wanted.includes(account)),
  },
  units: {
    fact: ({ unit }) => unit,
    ask: (facts, wanted) => any(wanted.map((glob) => askUnit(glob, facts))),
  },
  accountTags: {
    fact: ({ accountTags }, wanted) => askedTags(accountTags, wanted),
    ask: ({ accountTags }, wanted) => askTags(accountTags, wanted),
  },
  regions: {
    fact: ({ region }) => region,
    ask: ({ region }, wanted) => askGlobs(region, wanted),
  },
  names: {
    fact: ({ name }) => name,
    ask: ({ name }, wanted) => askGlobs(name, wanted),
  },
  bucketTags: {
    fact: ({ bucketTags }, wanted) => askedTags(bucketTags, wanted),
    ask: ({ bucketTags }, wanted) => askTags(bucketTags, wanted),
  },
  creators: {
    fact: ({ creator }) => creator,
    ask: ({ creator }, wanted) => askGlobs(creator, wanted),
  },
};

/** Asks every key of a selector; no keys, no findings: everyone is meant. */
export function ask(
  clause: Finding['clause'],
  selector: Selector,
  facts: BucketFacts,
): readonly Finding[] {
  return keysOf(selector).flatMap((key) => finding(clause, key, { selector, facts }));
}

interface Inquiry {
  readonly selector: Partial<Wants>;
  readonly facts: BucketFacts;
}

function finding<K extends SelectorKey>(
  clause: Finding['clause'],
  key: K,
  { selector, facts }: Inquiry,
): Finding[] {
  const wanted: Wants[K] | undefined = selector[key];
  if (wanted === undefined) return [];
  const { ask, fact } = questions[key];
  return [{ clause, key, answer: ask(facts, wanted), wanted, found: fact(facts, wanted) }];
}

/** The answer of a whole selector: all its keys must hold. */
export function together(findings: readonly Finding[]): Answer {
  return all(findings.map(({ answer }) => answer));
}

/**
 * Which facts the mandate asks for: no other needs to be fetched.
 *
 * @param today `YYYY-MM-DD` in UTC: exemptions that have expired ask for nothing. Without it all of them count.
 */
export function askedKeys(mandate: Mandate, today = ''): ReadonlySet<SelectorKey> {
  const current = mandate.exemptions.filter((exemption) => !isExpired(exemption, today));
  const selectors = [
    ...mandate.rules.flatMap(({ where, unless = {}, rollout }) => [
      where,
      unless,
      askedBy(rollout),
    ]),
    ...current.map(({ where }) => where),
  ];
  return new Set(selectors.flatMap(keysOf));
}

/** A rollout to units asks where the account is, even if no selector does. */
function askedBy(rollout: Rollout | undefined): Selector {
  return rollout?.units ? { units: rollout.units } : {};
}

function keysOf(selector: Selector): SelectorKey[] {
  return Object.keys(selector) as SelectorKey[];
}

function askGlobs(text: string | undefined, globs: readonly string[]): Answer {
  if (text === undefined) return 'unknown';
  return answerOf(globs.some((glob) => meetsGlob(glob, text)));
}

/** Every key must be there with one of its values. */
function askTags(tags: Tags | undefined, wanted: WantedTags): Answer {
  if (!tags) return 'unknown';
  return all(
    Object.entries(wanted).map(([key, globs]) =>
      Object.hasOwn(tags, key) ? askGlobs(tags[key], globs) : 'unmet',
    ),
  );
}

function askedTags(tags: Tags | undefined, wanted: WantedTags): Tags | undefined {
  const asked = tags && Object.entries(tags).filter(([key]) => Object.hasOwn(wanted, key));
  return asked && Object.fromEntries(asked);
}
