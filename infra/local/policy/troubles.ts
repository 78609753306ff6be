import { conditionOperator } from './condition.ts';
import { conditionKey, conditionKeys } from './condition-keys.ts';
import { unknownVariable } from './variables.ts';

/** What is wrong with a statement, and where in it. */
export interface Trouble {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Whether it is the last key of the path that is wrong, and not its value. */
  readonly isAboutKey?: boolean;
}

type Texts = readonly string[];

interface Written {
  readonly Principal?: { readonly AWS?: Texts | undefined } | undefined;
  readonly Action?: Texts | undefined;
  readonly NotAction?: Texts | undefined;
  readonly Resource?: Texts | undefined;
  readonly NotResource?: Texts | undefined;
  readonly Condition: Conditions;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, Texts>>>>;

/** All that keeps a statement of the right shape from being understood here. */
export function troublesWith(statement: Written): readonly Trouble[] {
  return [
    ...troublesOfParts(statement),
    ...troublesOfNames(statement),
    ...Object.keys(statement.Condition).flatMap((name) => troublesOfOperator(statement, name)),
  ];
}

function troublesOfParts({
  Action,
  NotAction,
  Resource,
  NotResource,
}: Written): readonly Trouble[] {
  const isClear = (Action === undefined) !== (NotAction === undefined);
  const isOverfull = Resource !== undefined && NotResource !== undefined;
  return [
    ...(isClear ? [] : [{ path: ['Action'], message: 'expected one of Action and NotAction' }]),
    ...(isOverfull
      ? [{ path: ['Resource'], message: 'expected one of Resource and NotResource' }]
      : []),
  ];
}

/** Whom IAM knows by one name: everybody, an account, a role or a user; not single sessions. */
const principal = /^(\*|\d{12}|arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/.+))$/;

/** Variables stand in resources and conditions alone. */
function troublesOfNames(statement: Written): readonly Trouble[] {
  const { Principal, Action = [], NotAction = [], Resource = [], NotResource = [] } = statement;
  const strangers = (Principal?.AWS ?? []).filter((name) => !principal.test(name));
  const places = { Resource, NotResource };
  return [
    ...strangers.map((name) => ({
      path: ['Principal', 'AWS'],
      message: `unknown principal ${name}`,
    })),
    ...[...Action, ...NotAction]
      .filter((action) => action.includes('$'))
      .map((action) => ({ path: ['Action'], message: `unknown action ${action}` })),
    ...Object.entries(places).flatMap(([place, texts]) => troublesOfTexts([place], texts)),
  ];
}

function troublesOfOperator({ Condition }: Written, name: string): readonly Trouble[] {
  const path = ['Condition', name];
  const operator = conditionOperator(name);
  if (!operator) return [{ path, message: `unknown condition operator ${name}`, isAboutKey: true }];
  return Object.entries(Condition[name] ?? {}).flatMap(([written, wanted]): readonly Trouble[] => {
    const key = conditionKey(written);
    const place = [...path, written];
    if (!key) {
      return [{ path: place, message: `unknown condition key ${written}`, isAboutKey: true }];
    }
    if (conditionKeys[key] === 'several' && !operator.isOfSets) {
      return [{ path: place, message: `${written} holds several values and takes ForAnyValue` }];
    }
    return name.startsWith('Bool')
      ? troublesOfTruths(place, wanted)
      : troublesOfTexts(place, wanted);
  });
}

function troublesOfTruths(path: readonly string[], texts: Texts): readonly Trouble[] {
  const isTruth = texts.every((text) => text === 'true' || text === 'false');
  return isTruth ? [] : [{ path, message: 'expected true or false' }];
}

function troublesOfTexts(path: readonly string[], texts: Texts): readonly Trouble[] {
  return texts
    .map(unknownVariable)
    .filter((variable) => variable !== undefined)
    .map((variable) => ({ path, message: `unknown policy variable ${variable}` }));
}
