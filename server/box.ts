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
  const lines = rows.map(([name, value]) => `│  ${name.padEnd(10)}${value}`);
  const width = Math.min(Math.max(...lines.map((line) => line.length)), 78);
  const rule = "─".repeat(width);
  return ["", `╭${rule}`, "│  Keysmith is running", "│", ...lines, `╰${rule}`, ""].join("\n");
}
