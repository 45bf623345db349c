import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourceFingerprint } from "./fingerprint.mjs";
import { isInstalled } from "./install.mjs";
import { checkNode } from "./node-version.mjs";
import { conclusion, tallyPlaywright, tallyVitest } from "./reports.mjs";
import { root } from "./root.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keysmith-launch-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: unknown) => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
};

test("a Node.js that is too old is told so, in a sentence", () => {
  for (const version of ["18.20.0", "20.11.1", "21.6.2", "16.0.0"])
    expect(() => checkNode(version)).toThrow(/needs Node.js 20.12/);
  for (const version of ["20.12.0", "21.7.0", "22.1.0"]) expect(() => checkNode(version)).not.toThrow();
});

test("dependencies are stale when missing, half installed or of another version, not when optional ones lack", () => {
  const lock = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0", optional: true },
  };
  expect(isInstalled(folder)).toBe(false);
  write("package-lock.json", { packages: lock });
  expect(isInstalled(folder)).toBe(false);
  write("node_modules/.package-lock.json", { packages: { "node_modules/a": { version: "1.0.0" } } });
  expect(isInstalled(folder)).toBe(true);
  write("node_modules/.package-lock.json", { packages: { "node_modules/a": { version: "1.0.1" } } });
  expect(isInstalled(folder)).toBe(false);
});

test("what the build reads changes the fingerprint, tests and notes do not", () => {
  write("package.json", "{}");
  write("app/page.tsx", "one");
  const before = sourceFingerprint(folder);
  write("app/page.test.tsx", "x");
  write("README.md", "x");
  expect(sourceFingerprint(folder)).toBe(before);
  write("app/page.tsx", "two");
  const after = sourceFingerprint(folder);
  expect(after).not.toBe(before);
  write("lib/deep/er/file.ts", "x");
  expect(sourceFingerprint(folder)).not.toBe(after);
});

const writing = (report: unknown, code: number) => async (file: string) => {
  if (report) writeFileSync(file, JSON.stringify(report));
  return code;
};

test("a test run that fails without a failed test still counts as a failure", async () => {
  const three = { numPassedTests: 3, numFailedTests: 0 };
  expect(await tallyVitest(writing(three, 0))).toEqual({ passed: 3, failed: 0, failures: [] });
  expect(await tallyVitest(writing(three, 1))).toMatchObject({ passed: 3, failed: 1 });
  expect(await tallyVitest(writing(null, 0))).toMatchObject({ passed: 0, failed: 1 });
  const stats = { expected: 4, flaky: 1, unexpected: 2 };
  expect(await tallyPlaywright(writing({ stats }, 1))).toMatchObject({ passed: 5, failed: 2 });
});

test("a run's last words name each test that failed, and what it said, before the numbers", async () => {
  const unit = {
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [
      {
        name: join(root, "lib", "a.test.ts"),
        status: "failed",
        assertionResults: [
          { fullName: "adds", status: "passed", failureMessages: [] },
          {
            fullName: "subtracts",
            status: "failed",
            failureMessages: ["\u001b[31mexpected 2\u001b[39m\n  at a.ts:3\n  at /node_modules/vitest.js"],
          },
        ],
      },
      {
        name: join(root, "lib", "b.test.ts"),
        status: "failed",
        message: "does not load",
        assertionResults: [],
      },
    ],
  };
  const tests = [{ status: "unexpected", results: [{ errors: [{ message: "no button" }] }] }];
  const spec = { file: "keys.spec.ts", line: 7, title: "revokes", tests };
  const pages = {
    stats: { expected: 5, flaky: 0, unexpected: 1 },
    suites: [{ suites: [{ specs: [spec, { ...spec, title: "edits", tests: [{ status: "expected" }] }] }] }],
  };
  expect(conclusion([await tallyVitest(writing(unit, 1)), await tallyPlaywright(writing(pages, 1))])).toBe(
    [
      "Failed: lib/a.test.ts > subtracts\n    expected 2\n      at a.ts:3",
      "Failed: lib/b.test.ts\n    does not load",
      "Failed: keys.spec.ts:7 > revokes\n    no button",
      "7 passed, 3 failed",
    ].join("\n\n"),
  );
});

test("two commands at once take turns", () => {
  const program = (hold: number) => `
    const { withLock } = await import(${JSON.stringify(new URL("./lock.mjs", import.meta.url).href)});
    await withLock("launch-test", async () => {
      console.log("in"); await new Promise((resolve) => setTimeout(resolve, ${hold})); console.log("out");
    });`;
  const node = (hold: number) => `${process.execPath} --input-type=module --eval '${program(hold)}'`;
  const both = execFileSync("/bin/sh", ["-c", `${node(400)} & ${node(400)} & wait`], { encoding: "utf8" });
  expect(
    both
      .replace(/Another.*\n/g, "")
      .trim()
      .split("\n"),
  ).toEqual(["in", "out", "in", "out"]);
});

test("an unknown command is answered with one line, and a failure", () => {
  const unknown = spawnSync(process.execPath, ["server/launch.mjs", "nonsense"], { encoding: "utf8" });
  expect([unknown.status, unknown.stderr.split("\n").length]).toEqual([1, 2]);
});
