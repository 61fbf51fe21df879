/** CSV (RFC 4180) that a spreadsheet opens as text, whatever the text is. */

/** A cell that begins so is taken for a formula, and may then run. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** One line. A number stays a number; a text that would be a formula gets an apostrophe in front (OWASP). */
export function csvLine(cells: readonly (string | number | boolean)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** So that Excel reads the file as UTF-8. */
export const CSV_START = "\ufeff";
