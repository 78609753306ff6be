/**
 * Whether a text meets a glob. `?` is one character and `*` any number of them inside a `/` segment; `**` crosses segments.
 * Between slashes or at an end `**` also stands for no segment at all: `Audit/**` meets `Audit`, and a leading `**` with its slash may be absent.
 * Everything else is literal, upper and lower case differ.
 */
export function meetsGlob(glob: string, text: string): boolean {
  if (!hasWildcard(glob)) return glob === text;
  return run(compiled(glob), text);
}

/** Whether a glob can meet more than one text. */
export function hasWildcard(glob: string): boolean {
  return /[*?]/.test(glob);
}

/** One step of a compiled glob. At `maybe` the two steps that follow may be left out together. */
type Step =
  | { readonly kind: 'one' | 'any-in-segment' | 'any' | 'maybe' }
  | { readonly kind: 'literal'; readonly character: string };

type Program = readonly Step[];

/** Mandates hold a few dozen globs; the bound is for whoever feeds us others. */
const MOST_REMEMBERED = 1_000;
const remembered = new Map<string, Program>();

function compiled(glob: string): Program {
  const known = remembered.get(glob);
  if (known) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const program = compile(glob);
  remembered.set(glob, program);
  return program;
}

const piece = /(?<head>^\*{2,}\/)|(?<tail>\/\*{2,}$)|(?<=\/)(?<middle>\*{2,}\/)|\*{2,}|[\s\S]/gu;

function compile(glob: string): Program {
  return Array.from(glob.matchAll(piece)).flatMap(({ 0: text, groups }) => {
    if (groups?.tail !== undefined) return [MAYBE, step('/'), step('**')];
    if (groups?.head !== undefined || groups?.middle !== undefined)
      return [MAYBE, step('**'), step('/')];
    return [step(text)];
  });
}

const MAYBE: Step = { kind: 'maybe' };

function step(text: string): Step {
  if (text === '?') return { kind: 'one' };
  if (text === '*') return { kind: 'any-in-segment' };
  return text.startsWith('**') ? { kind: 'any' } : { kind: 'literal', character: text };
}

/**
 * Follows every way through the program at once, so the work is bounded by steps times characters: no glob, however nasty,
 * can make it backtrack.
 */
function run(program: Program, text: string): boolean {
  let positions = reachable(program, [0]);
  for (const character of text) {
    const next = [...positions].flatMap((position) => advance(program, position, character));
    positions = reachable(program, next);
  }
  return positions.has(program.length);
}

/** Adds the positions that can be reached without a character: past what may be left out or stand for nothing. */
function reachable(program: Program, from: readonly number[]): ReadonlySet<number> {
  const positions = new Set(from);
  // A set's iteration also visits what is added meanwhile.
  for (const position of positions) {
    const kind = program[position]?.kind;
    if (kind === 'maybe') positions.add(position + 3);
    if (kind === 'maybe' || kind === 'any' || kind === 'any-in-segment')
      positions.add(position + 1);
  }
  return positions;
}

function advance(program: Program, position: number, character: string): number[] {
  const here = program[position];
  switch (here?.kind) {
    case 'any':
      return [position];
    case 'any-in-segment':
      return character === '/' ? [] : [position];
    case 'one':
      return character === '/' ? [] : [position + 1];
    case 'literal':
      return character === here.character ? [position + 1] : [];
    default:
      return []; // past the end, or nothing that takes a character
  }
}
