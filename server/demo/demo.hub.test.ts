import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { freePort } from "@/bench/testing/instance";
import { projectFolder } from "../project-folder";
import { start, started, stopped } from "../testing/program";

const run = promisify(execFile);

/** What stands in a row of the box. */
const row = (box: string, name: string) => new RegExp(`│ {2}${name} +(.*)`).exec(box)?.[1] ?? "";

/** Runs a printed call as a shell would; gives the status and the body. */
async function call(command: string) {
  const { stdout } = await run("/bin/sh", ["-c", `${command} -s -o - -w '\\n%{http_code}'`]);
  const lines = stdout.trimEnd().split("\n");
  return { status: Number(lines.pop()), body: lines.join("\n") };
}

test("the demo starts with a hub, an API and an Outpost; one printed call is let in, the other refused; nothing of it stays", async () => {
  const port = await freePort();
  const file = join(projectFolder(), "dist", "server", "demo.js");
  const program = await started(start({ env: { PORT: String(port) }, file }));
  try {
    const box = program.stdout();
    expect(row(box, "Open")).toBe(`http://localhost:${port}`);
    expect((await fetch(`http://127.0.0.1:${port}/sign-in`)).status).toBe(200);
    const goodCall = row(box, "Let in");
    const good = await call(goodCall);
    expect(good.status).toBe(200);
    expect(JSON.parse(good.body)).toMatchObject({ called_by: "API key - Web shop" });
    expect((await call(row(box, "Refused"))).status).toBe(401);
    // The one secret that is shown, and no other.
    expect(box.match(/\w+_k\w*_\w{20,}/g)).toHaveLength(1);
    expect(program.stderr()).toBe("");
  } finally {
    expect(await stopped(program)).toBe(0);
  }
  const [outpost] = /127\.0\.0\.1:\d+/.exec(row(program.stdout(), "Sample")) ?? [];
  await expect(fetch(`http://${outpost}/orders`)).rejects.toThrow();
  const state = /keysmith-demo-\w+/.exec(program.stdout() + program.stderr());
  expect(state && existsSync(state[0])).toBeFalsy();
}, 60_000);
