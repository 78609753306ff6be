import { type Figure, isMet, ratioOf } from './figure.ts';

/** The figures as a table of Markdown, which a terminal shows as well. */
export function figureTable(figures: readonly Figure[]): string {
  const head = ['', 'floor', 'value', 'ratio', 'target', ''];
  const body = figures.map(rowOf);
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...body].map((row) => row[column]?.length ?? 0)),
  );
  // Numbers stand on the right.
  const rule = widths.map((width, column) => '-'.repeat(width - 1) + (column === 0 ? '-' : ':'));
  return [head, rule, ...body].map((row) => line(row, widths)).join('\n');
}

function rowOf(figure: Figure): string[] {
  const { name, unit, floor, value } = figure;
  const ratio = ratioOf(figure);
  return [
    name,
    floor === undefined ? '' : amount(floor, unit),
    amount(value, unit),
    ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
    targetOf(figure),
    verdict(isMet(figure)),
  ];
}

function targetOf({ target, unit }: Figure): string {
  if (!target) return '';
  return 'value' in target ? `≤ ${amount(target.value, unit)}` : `≤ ${target.ratio} ×`;
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return '';
  return met ? '✓' : '✗';
}

const sized: readonly Figure['unit'][] = ['ms', 's', 'MB', 'KB'];

/** Three digits that mean something, sizes whole; counts have no unit, for their name says it. */
function amount(value: number, unit: Figure['unit']): string {
  if (!sized.includes(unit))
    return String(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
  if (unit === 'KB' || unit === 'MB' || value >= 100) return `${Math.round(value)} ${unit}`;
  return `${value.toFixed(value >= 10 ? 1 : 2)} ${unit}`;
}

function line(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
  );
  return `| ${padded.join(' | ')} |`;
}
