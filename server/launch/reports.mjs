import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./root.mjs";

/**
 * What a run of tests came to: how many passed and failed, and of each that failed its name and what it said.
 * @typedef {{ passed: number, failed: number, failures: { name: string, said: string }[] }} Tally
 */

/**
 * Runs a test runner that writes a JSON report, and counts. A run that fails without a failed test (a file that
 * does not load, an error outside of tests, no report) counts as one failure: it must not pass unseen.
 * @param {(report: string) => Promise<number>} runner given the report's path, returns its exit code
 * @param {(report: any) => Tally} count
 * @returns {Promise<Tally>}
 */
async function tally(runner, count) {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-report-"));
  try {
    const file = join(folder, "report.json");
    const code = await runner(file);
    const told = read(file, count);
    const failed = Math.max(told.failed, told.failures.length);
    if (code === 0 || failed > 0) return { ...told, failed };
    const outside = { name: "Outside of the tests", said: "The run failed; its output above says why." };
    return { ...told, failed: 1, failures: [outside] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return brokenOff("A run of tests", "It left no report that can be read.");
  }
}

/** The tally of something that failed as a whole. */
export function brokenOff(name, said) {
  return { passed: 0, failed: 1, failures: [{ name, said }] };
}

/**
 * What is printed at the very end, where it is still seen when thousands of lines came before: each failure by its
 * name, with the beginning of what it said, and the numbers.
 * @param {Tally[]} tallies
 */
export function conclusion(tallies) {
  const sum = (name) => tallies.reduce((total, tally) => total + tally[name], 0);
  const failures = tallies
    .flatMap((tally) => tally.failures)
    .map(({ name, said }) => {
      const lines = stripVTControlCharacters(said)
        .split("\n")
        .filter((line) => !/^\s*at .*\/node_modules\//.test(line))
        .slice(0, SAID_LINES);
      return [`Failed: ${name}`, ...lines.map((line) => `    ${line}`)].join("\n");
    });
  return [...failures, `${sum("passed")} passed, ${sum("failed")} failed`].join("\n\n");
}

const SAID_LINES = 20;

export function tallyVitest(runner) {
  return tally(runner, ({ numPassedTests, numFailedTests, testResults = [] }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    failures: testResults.flatMap(({ name, message, status, assertionResults = [] }) => {
      const file = relative(root, name);
      const failed = assertionResults.filter((test) => test.status === "failed");
      if (failed.length === 0 && status === "failed") return [{ name: file, said: message }];
      return failed.map(({ fullName, failureMessages }) => ({
        name: `${file} > ${fullName}`,
        said: failureMessages.join("\n"),
      }));
    }),
  }));
}

export function tallyPlaywright(runner) {
  return tally(runner, ({ stats, suites = [] }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    failures: suites.flatMap(unexpectedOf),
  }));
}

function unexpectedOf({ suites = [], specs = [] }) {
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => status === "unexpected"));
  return [
    ...suites.flatMap(unexpectedOf),
    ...failed.map(({ file, line, title, tests }) => ({
      name: `${file}:${line} > ${title}`,
      said: tests
        .flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message)))
        .join("\n"),
    })),
  ];
}
