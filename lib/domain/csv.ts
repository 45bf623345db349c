/** Comma-separated values (RFC 4180), for a person to open in a spreadsheet. */

/** A spreadsheet would run such a cell as a formula, and a key's name may be anybody's text: it is told to be text. */
const formula =
  /^[\s\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

function cell(text: string): string {
  const tame = formula.test(text) ? `'${text}` : text;
  return /[",\r\n\t;]|^\s|\s$|^'/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** Rows as a file: every cell escaped, lines ended by CR LF, and a mark that makes spreadsheets read it as UTF-8. */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
