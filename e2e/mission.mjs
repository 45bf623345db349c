/**
 * `npm run mission`: each row of docs/mission.csv with the tests that prove it; `-- --json` for machines, `-- --faults`
 * for the sum and what is wrong alone.
 * A proof is a journey or protocol test with the row's number in its title, `[0-16]`, at most three numbers a test.
 * Fails when a row listed in docs/mission-claims.txt has no proof (any more).
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => readFileSync(join(root, path), "utf8");
const rowNumber = /\[(\d-\d\d)\]/g;
const title = /\b(?:test|it)(?:\.each\([\s\S]*?\))?\(\s*(["'`])((?:\\.|(?!\1)[\s\S])*)\1/g;

const rows = read("docs/mission.csv")
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [, row, text] = /^(\d-\d\d),(.*)$/.exec(line);
    return { row, text: text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text, tests: [] };
  });
const byRow = new Map(rows.map((row) => [row.row, row]));
const faults = [];

// Only what speaks to the product from outside counts: the browser, or HTTP.
const files = [
  ["e2e", ".spec.ts"],
  ["gate", ".test.ts"],
  ["server", ".hub.test.ts"],
].flatMap(([folder, ending]) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .sort(),
);
for (const file of files) {
  for (const [, , name] of read(file).matchAll(title)) {
    const proven = [...new Set([...name.matchAll(rowNumber)].map(([, row]) => row))];
    if (proven.length > 3) faults.push(`${file}: "${name}" claims ${proven.length} rows; three at most`);
    for (const row of proven) {
      const found = byRow.get(row);
      if (found) found.tests.push({ file, name });
      else faults.push(`${file}: "${name}" names row ${row}, which does not exist`);
    }
  }
}

const claimed = read("docs/mission-claims.txt").match(/\d-\d\d/g) ?? [];
for (const row of claimed)
  if ((byRow.get(row)?.tests.length ?? 0) === 0) faults.push(`row ${row} is claimed but no test proves it`);

if (process.argv.includes("--json")) {
  console.log(
    JSON.stringify(
      { rows: rows.map((row) => ({ ...row, claimed: claimed.includes(row.row) })), faults },
      null,
      2,
    ),
  );
} else {
  for (const { row, text, tests } of process.argv.includes("--faults") ? [] : rows) {
    console.log(`${row} ${claimed.includes(row) ? "claimed" : "open   "} ${text}`);
    for (const { file, name } of tests) console.log(`       ${file}: ${name}`);
  }
  const proven = rows.filter((row) => row.tests.length > 0).length;
  console.log(`${proven} of ${rows.length} rows proven, ${claimed.length} claimed`);
  for (const fault of faults) console.error(`fault: ${fault}`);
}
process.exitCode = faults.length > 0 ? 1 : 0;
