import { LineCounter, type ParsedNode, parseDocument, type YAMLError } from 'yaml';
import { type Fault, type Located, locate } from './yaml-tree.ts';

/** A mandate's text, as far as it could be understood. */
export interface MandateText {
  /** Absent when no values could be made of the text. */
  readonly root?: Located;
  readonly faults: readonly Fault[];
  /** 1-based line and column of an offset. */
  position(offset: number): { readonly line: number; readonly column: number };
}

/** A mandate of a large organization has some ten kilobytes. */
const MOST_BYTES = 1_048_576;

/** Reads UTF-8 YAML 1.2: one document, a byte order mark skipped, tags refused. Never throws. */
export function readMandateText(source: Uint8Array | string): MandateText {
  if (source.length > MOST_BYTES) {
    const size = (source.length / MOST_BYTES).toFixed(1);
    return refused(`expected a mandate of at most 1 MiB, found ${size} MiB`);
  }
  if (typeof source === 'string') return readYaml(source.replace(/^\uFEFF/, ''));
  const text = decoded(source);
  return text === undefined ? notUtf8(source) : readYaml(text);
}

function refused(message: string, line = 1, column = 1): MandateText {
  return { faults: [{ offset: 0, message }], position: () => ({ line, column }) };
}

/** A byte order mark is dropped by the decoder. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const LINE_FEED = 10;

/** No byte of a character beyond ASCII is a line feed, so the bytes can be looked at line by line. */
function notUtf8(bytes: Uint8Array): MandateText {
  let line = 1;
  let start = 0;
  let end = bytes.indexOf(LINE_FEED);
  while (end >= 0 && decoded(bytes.subarray(start, end)) !== undefined) {
    line += 1;
    start = end + 1;
    end = bytes.indexOf(LINE_FEED, start);
  }
  const culprit = new TextDecoder().decode(bytes.subarray(start, end < 0 ? undefined : end));
  const message = 'expected UTF-8, found bytes of another encoding: save the file as UTF-8';
  return refused(message, line, culprit.indexOf('\uFFFD') + 1);
}

function readYaml(text: string): MandateText {
  const lines = new LineCounter();
  const document = parseDocument<ParsedNode>(text, {
    lineCounter: lines,
    prettyErrors: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const syntax = [...document.errors, ...document.warnings].map(syntaxFault);
  if (document.directives?.yaml.version === '1.1')
    syntax.push({ offset: 0, message: 'expected YAML 1.2: remove the %YAML directive' });
  if (syntax.length > 0) return { faults: telling(syntax), position };
  return { ...located(document.contents), position };
}

function located(contents: ParsedNode | null) {
  const faults: Fault[] = [];
  const root = contents && locate(contents, faults);
  if (faults.some(({ fatal }) => fatal)) return { faults };
  return root && root.value !== null ? { root, faults } : { faults: [emptiness] };
}

const emptiness: Fault = {
  offset: 0,
  message: 'expected a mandate, found nothing: begin with `version: 1`',
};

const TOO_DEEP = 'nested too deeply for a mandate';

const QUOTES = 'a value that holds { } [ ] or a comma goes in quotes';

/** The parser's own words where they are fit for a reader, ours where they are not. */
const plainWords: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'expected one document, found another one after `---`',
  RESOURCE_EXHAUSTION: TOO_DEEP,
};

function syntaxFault({ code, message, pos }: YAMLError): Fault {
  const said = message.charAt(0).toLowerCase() + message.slice(1);
  const hint = said.includes('flow')
    ? '; a value that holds { } [ ] or a comma goes in quotes'
    : '';
  return { offset: pos[0], message: plainWords[code] ?? `${said}${hint}` };
}

/** A parser that has lost its way, among brackets or in the depth, goes on to complain about every token. */
function telling(faults: readonly Fault[]): readonly Fault[] {
  const lost = faults.findIndex(({ message }) => message === TOO_DEEP || message.includes(QUOTES));
  return lost < 0 ? faults : faults.slice(0, lost + 1);
}
