/** CSV (RFC 4180) that a spreadsheet opens as text, whatever the text is and wherever the spreadsheet splits it. */

/**
 * Where a formula would begin, also as Chinese and Japanese keyboards write it: at the start of a cell, or behind a
 * character at which another reader may split or end a quotation (OWASP, CSV injection).
 */
const FORMULA =
  /^(?=[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n])|(?<=[,;|\t\r\n"'])(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** One line. A number stays a number; in a text an apostrophe comes before what would be a formula. */
export function csvLine(cells: readonly (string | number | boolean)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const text = value.replace(FORMULA, "'");
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** So that Excel reads the file as UTF-8. */
export const CSV_START = "\ufeff";
