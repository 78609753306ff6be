import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { SeedFault } from './read-fault.ts';

interface Position {
  readonly line: number;
  readonly column: number;
}

interface TextFault extends Position {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A YAML text as values that can be found again in the text; or what keeps it from being read. */
export type Located =
  | { readonly faults: readonly TextFault[] }
  | {
      readonly faults?: undefined;
      readonly value: unknown;
      at(fault: SeedFault): Position;
    };

const BYTES_AT_MOST = 1_000_000;

/** Never throws: whatever the YAML library cannot bear is a fault of the text. */
export function locate(bytes: Uint8Array): Located {
  const text = decode(bytes);
  if (text === undefined) return unreadable('expected UTF-8 text');
  if (bytes.length > BYTES_AT_MOST) return unreadable('larger than a million bytes');
  try {
    return parse(text);
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

function parse(text: string): Located {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => ({
      ...position(pos[0]),
      path: [],
      message,
    }));
    return { faults };
  }
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    at: (fault) => position(offsetOf(document, fault)),
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unreadable(message: string): Located {
  return { faults: [{ line: 1, column: 1, path: [], message }] };
}

type YamlDocument = ReturnType<typeof parseDocument>;

function offsetOf(document: YamlDocument, { path, isAboutKey = false }: SeedFault): number {
  return (isAboutKey ? keyOffset(document, path) : undefined) ?? valueOffset(document, path);
}

function keyOffset(document: YamlDocument, path: readonly PropertyKey[]): number | undefined {
  const map: unknown = document.getIn(path.slice(0, -1), true);
  if (!isMap(map)) return undefined;
  const keys = map.items.map(({ key }) => key);
  const key = keys.find((one) => isScalar(one) && one.value === path.at(-1));
  return isNode(key) ? key.range?.[0] : undefined;
}

/** Of the value at a path, or of the nearest one around it that is there. */
function valueOffset(document: YamlDocument, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
