/** What the functions of a template can ask for. Each throws a TemplateError for a name that is not there. */
export interface Scope {
  /** The value of a parameter, a pseudo parameter or a resource; undefined for `AWS::NoValue`. */
  ref(name: string): unknown;
  attribute(resource: string, name: string): unknown;
  condition(name: string): boolean;
  /** An error at the place that is being resolved. */
  fail(reason: string): Error;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (name, scope) => scope.ref(text(name, scope))],
  ['Condition', (name, scope) => scope.condition(text(name, scope))],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', substitute],
  ['Fn::If', choose],
  ['Fn::Contains', (pair, scope) => contains(list(pair, scope, 2), scope)],
  ['Fn::Equals', (pair, scope) => equal(list(pair, scope, 2), scope)],
  ['Fn::Not', (one, scope) => !truth(list(one, scope, 1)[0], scope)],
  ['Fn::And', (all, scope) => list(all, scope).every((part) => truth(part, scope))],
  ['Fn::Or', (any, scope) => list(any, scope).some((part) => truth(part, scope))],
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
]);

/**
 * A part of a template with all functions in it replaced by what they give; what gives `AWS::NoValue` is left out.
 *
 * @throws what the scope throws, for a function or a name that is not known.
 */
export function resolve(node: unknown, scope: Scope): unknown {
  if (Array.isArray(node)) {
    return node.map((element) => resolve(element, scope)).filter((value) => value !== undefined);
  }
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [only, ...others] = entries;
  if (only && others.length === 0 && isIntrinsic(only[0], only[1])) return call(only, scope);
  const resolved = entries.map(([key, value]) => [key, resolve(value, scope)] as const);
  return Object.fromEntries(resolved.filter(([, value]) => value !== undefined));
}

/** A policy statement has a member `Condition` too; only the function's argument is a text. */
function isIntrinsic(key: string, argument: unknown): boolean {
  if (key === 'Condition') return typeof argument === 'string';
  return key === 'Ref' || key.startsWith('Fn::');
}

function call([name, argument]: readonly [string, unknown], scope: Scope): unknown {
  const intrinsic = intrinsics.get(name);
  if (!intrinsic) throw scope.fail(`the function ${name} is not known here`);
  return intrinsic(argument, scope);
}

function getAtt(argument: unknown, scope: Scope): unknown {
  const [resource = '', ...attribute] =
    typeof argument === 'string' ? argument.split('.') : list(argument, scope);
  return scope.attribute(text(resource, scope), attribute.join('.'));
}

/** `${Name}` and `${Resource.Attribute}` in a text, with further names in an optional map; `${!Literal}` stays. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, more = {}] = Array.isArray(argument) ? argument : [argument];
  const names = resolve(more, scope) as Readonly<Record<string, unknown>>;
  return text(template, scope).replace(/\$\{([^}]+)\}/g, (_placeholder, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    return scalar(names[name] ?? lookUp(name, scope), scope);
  });
}

function lookUp(name: string, scope: Scope): unknown {
  return name.includes('.') ? getAtt(name, scope) : scope.ref(name);
}

function choose(argument: unknown, scope: Scope): unknown {
  const [condition, whenTrue, whenFalse] = list(argument, scope, 3);
  return resolve(scope.condition(text(condition, scope)) ? whenTrue : whenFalse, scope);
}

function equal([left, right]: readonly unknown[], scope: Scope): boolean {
  return scalar(resolve(left, scope), scope) === scalar(resolve(right, scope), scope);
}

/** Of rules alone: whether a list has a text in it. */
function contains([texts, wanted]: readonly unknown[], scope: Scope): boolean {
  return list(resolve(texts, scope), scope).includes(scalar(resolve(wanted, scope), scope));
}

function join(argument: unknown, scope: Scope): string {
  const [separator, parts] = list(argument, scope, 2);
  const texts = list(resolve(parts, scope), scope).map((part) => scalar(part, scope));
  return texts.join(text(separator, scope));
}

function select(argument: unknown, scope: Scope): unknown {
  const [index, choices] = list(argument, scope, 2);
  const chosen = list(resolve(choices, scope), scope)[Number(resolve(index, scope))];
  if (chosen === undefined) throw scope.fail('Fn::Select: there is nothing at this index');
  return chosen;
}

function split(argument: unknown, scope: Scope): string[] {
  const [separator, joined] = list(argument, scope, 2);
  return scalar(resolve(joined, scope), scope).split(text(separator, scope));
}

function truth(node: unknown, scope: Scope): boolean {
  const value = resolve(node, scope);
  if (typeof value !== 'boolean') throw scope.fail('expected a condition');
  return value;
}

function text(value: unknown, scope: Scope): string {
  if (typeof value === 'string') return value;
  throw scope.fail('expected a text');
}

function scalar(value: unknown, scope: Scope): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw scope.fail('expected a text or a number');
}

function list(value: unknown, scope: Scope, length?: number): readonly unknown[] {
  if (Array.isArray(value) && (length === undefined || value.length === length)) return value;
  throw scope.fail(length === undefined ? 'expected a list' : `expected a list of ${length}`);
}
