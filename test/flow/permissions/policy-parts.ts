import type { Templates } from '../../../infra/local/house-templates.ts';
import type { ResourceDeclaration, Template } from '../../../infra/local/template.ts';

/** Something that can be taken out of a policy of our templates: a statement, or one entry of a list in it. */
export interface PolicyPart {
  /** `template.yaml BucketChangedRole KeepLedger dynamodb:GetItem` */
  readonly name: string;
  readonly resource: string;
  readonly statement: string;
  /** The actions that are no longer granted without it. */
  readonly actions: readonly string[];
  /** The templates without it. */
  without(): Templates;
}

type Path = readonly (string | number)[];

interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly [member: string]: unknown;
}

interface Found {
  readonly template: Template;
  readonly resource: string;
  /** From the resource's declaration on. */
  readonly path: Path;
  readonly statement: Statement;
}

/** Every part of every policy in the templates, trust policies and those of resources included. */
export function policyParts(templates: Templates): readonly PolicyPart[] {
  const all = [templates.hub, ...Object.values(templates.stackSets)];
  return all.flatMap((template) =>
    statementsOf(template).flatMap((found) => partsOf(found, templates)),
  );
}

function statementsOf(template: Template): readonly Found[] {
  return Object.entries(template.resources).flatMap(([resource, declaration]) =>
    statementsIn(declaration, []).map(({ path, statement }) => ({
      template,
      resource,
      path,
      statement,
    })),
  );
}

/** A policy is known by its member `Statement`, wherever it is. */
function statementsIn(node: unknown, path: Path): readonly Pick<Found, 'path' | 'statement'>[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const here = [...path, Array.isArray(node) ? Number(key) : key];
    if (key !== 'Statement') return statementsIn(value, here);
    // A bus policy is one statement: without it there is no policy.
    if (!Array.isArray(value)) return [{ path: [], statement: value as Statement }];
    return value.map((statement: Statement, at) => ({ path: [...here, at], statement }));
  });
}

function partsOf(found: Found, templates: Templates): readonly PolicyPart[] {
  const { template, resource, path, statement } = found;
  const sid = statement.Sid ?? 'statement';
  const actions = [statement.Action].flat();
  const part = (name: string, at: Path, lost: readonly string[]): PolicyPart => ({
    name: [template.name, resource, sid, name].join(' ').trim(),
    resource,
    statement: sid,
    actions: lost,
    without: () => replaced(templates, template, withoutAt(template, resource, at)),
  });
  return [
    part('', path, actions),
    ...entriesOf(statement, []).map(({ at, entry }) => {
      const isAction = at[0] === 'Action';
      return part(`without ${entry}`, [...path, ...at], isAction ? [entry] : actions);
    }),
  ];
}

/** The entries of lists of several: actions, resources, values of conditions. */
function entriesOf(node: unknown, path: Path): readonly { at: Path; entry: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const at = [...path, Array.isArray(node) ? Number(key) : key];
    if (key.startsWith('Fn::')) return [];
    const isEntry = Array.isArray(node) && node.length > 1;
    return isEntry ? [{ at, entry: textOf(value) }] : entriesOf(value, at);
  });
}

function textOf(entry: unknown): string {
  return typeof entry === 'string' ? entry : JSON.stringify(entry);
}

function withoutAt(template: Template, resource: string, path: Path): Template {
  const { [resource]: declaration, ...others } = template.resources;
  if (path.length === 0) return { ...template, resources: others };
  const changed = remove(declaration, path) as ResourceDeclaration;
  return { ...template, resources: { ...template.resources, [resource]: changed } };
}

function remove(node: unknown, [step, ...rest]: Path): unknown {
  if (Array.isArray(node)) {
    if (rest.length === 0) return node.toSpliced(Number(step), 1);
    return node.with(Number(step), remove(node[Number(step)], rest));
  }
  const members = node as Readonly<Record<string, unknown>>;
  return { ...members, [String(step)]: remove(members[String(step)], rest) };
}

function replaced({ hub, stackSets }: Templates, old: Template, changed: Template): Templates {
  if (hub === old) return { hub: changed, stackSets };
  const others = Object.entries(stackSets).map(([path, one]) => [
    path,
    one === old ? changed : one,
  ]);
  return { hub, stackSets: Object.fromEntries(others) };
}
