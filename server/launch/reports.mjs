import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs a test runner that writes a JSON report, and counts. A run that fails without a failed test (a file that
 * does not load, an error outside of tests, no report) counts as one failure: it must not pass unseen.
 * @param {(report: string) => Promise<number>} runner given the report's path, returns its exit code
 * @param {(report: any) => { passed: number, failed: number }} count
 */
async function tally(runner, count) {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-report-"));
  try {
    const file = join(folder, "report.json");
    const code = await runner(file);
    const { passed, failed } = read(file, count);
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

export function tallyVitest(runner) {
  return tally(runner, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));
}

export function tallyPlaywright(runner) {
  return tally(runner, ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));
}
