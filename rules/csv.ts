/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * One record of a CSV file in the form of RFC 4180, its line break included. A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it: names and reasons are texts of somebody else.
 */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
