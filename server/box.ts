/** The one box that a start prints. Its lines have no right edge, so that a long link can be copied whole. */
export interface BoxLines {
  url: string;
  setupLink: string | null;
  database: string;
  dataFolder: string;
  role: string;
}

export function box({ url, setupLink, database, dataFolder, role }: BoxLines): string {
  const rows: [string, string][] = [["Open", url]];
  if (setupLink)
    rows.push(["Set up", `${setupLink}`], ["", "(works once; shown at each start until there is an owner)"]);
  rows.push(["Database", database], ["Data", dataFolder]);
  if (role !== "all") rows.push(["Role", role]);
  rows.push(["Stop", "Ctrl-C"]);
  return framed("Keysmith is running", rows);
}

/** A title over rows of a name and what it says. */
export function framed(title: string, rows: readonly [string, string][]): string {
  const lines = rows.map(([name, value]) => `│  ${name.padEnd(10)}${value}`.trimEnd());
  const width = Math.min(Math.max(...lines.map((line) => line.length)), 78);
  const rule = "─".repeat(width);
  return ["", `╭${rule}`, `│  ${title}`, "│", ...lines, `╰${rule}`, ""].join("\n");
}
