import { stripVTControlCharacters } from 'node:util';

export interface TableLayout {
  /** Spaces before each line. */
  readonly indent?: number;
  /** Columns, from 0, whose cells are numbers. */
  readonly numbers?: readonly number[];
}

/** Rows of cells as aligned lines, two spaces between columns. Cells may be painted. */
export function table(
  rows: readonly (readonly string[])[],
  { indent = 0, numbers = [] }: TableLayout = {},
): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ''))),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const gap = ' '.repeat((widths[column] ?? 0) - width(cell));
      return numbers.includes(column) ? gap + cell : cell + gap;
    });
    return (' '.repeat(indent) + cells.join('  ')).trimEnd();
  });
}

function width(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}
