import type { MandateText } from './mandate-text.ts';
import type { Located, Path } from './yaml-tree.ts';

/** Something wrong with a mandate, and where. */
export interface Problem {
  /** 1-based. */
  readonly line: number;
  /** 1-based; that of the value, or of the key where the key is the trouble. */
  readonly column: number;
  /** `rules[0].where.units`; absent for the document as a whole. */
  readonly path?: string;
  readonly message: string;
}

/** A complaint about a place in the document, in words that need no position. */
export interface Complaint {
  readonly path: Path;
  /** Whether the value at the path is the trouble or its key. */
  readonly about: 'value' | 'key';
  readonly message: string;
}

/** A problem in one line: `mandate.yaml:12:5 rules[0].where.units: expected …`. */
export function formatProblem(file: string, { line, column, path, message }: Problem): string {
  const place = `${file}:${line}:${column}`;
  return path === undefined ? `${place} ${message}` : `${place} ${path}: ${message}`;
}

/** Puts complaints in their places in the text; the text's own faults come along. Sorted by place. */
export function problemsOf(text: MandateText, complaints: readonly Complaint[]): Problem[] {
  const faults = [...text.faults, ...complaints.map((complaint) => placed(text, complaint))];
  return faults
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, path, message }) => ({
      ...text.position(offset),
      ...pathOf(path),
      message: oneLine(message),
    }));
}

function placed({ root }: MandateText, { path, about, message }: Complaint) {
  const entry = path.reduce(descend, root && { keyOffset: root.offset, located: root });
  const offset = about === 'key' ? entry?.keyOffset : entry?.located.offset;
  return { offset: offset ?? 0, path, message };
}

interface Place {
  readonly keyOffset: number;
  readonly located: Located;
}

function descend(place: Place | undefined, step: string | number): Place | undefined {
  return place?.located.entries.get(String(step));
}

function pathOf(path: Path = []): { readonly path?: string } {
  if (path.length === 0) return {};
  return { path: oneLine(path.map(pathStep).join('').replace(/^\./, '')) };
}

function pathStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

/** What a document holds may move the cursor of a terminal or break a line: it is shown escaped. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
