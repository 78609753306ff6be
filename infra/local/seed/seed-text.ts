import { isNode, isPair, LineCounter, parseDocument } from 'yaml';

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
      at(path: readonly PropertyKey[]): Position;
    };

const BYTES_AT_MOST = 1_000_000;

export function locate(bytes: Uint8Array): Located {
  const text = decode(bytes);
  if (text === undefined) return unreadable('expected UTF-8 text');
  if (bytes.length > BYTES_AT_MOST) return unreadable('larger than a million bytes');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos, message }) => ({
        ...position(pos[0]),
        path: [],
        message: message.split('\n')[0] ?? message,
      })),
    };
  }
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    at: (path) => position(offsetOf(document, path)),
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

/** Of the value at a path, or of the nearest one around it that is there. */
function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = isNode(node) && !isPair(node) ? node.range : undefined;
    if (range) return range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
