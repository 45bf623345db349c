import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { freePort } from "@/bench/testing/free-port";
import { projectFolder } from "../project-folder";
import { start, started, stopped, until } from "../testing/program";

const run = promisify(execFile);

/** What stands in a row of the box. */
const row = (box: string, name: string) => new RegExp(`│ {2}${name} +(.*)`).exec(box)?.[1] ?? "";

/** Runs a printed call as a shell would; gives the status and the body. */
async function call(command: string) {
  const { stdout } = await run("/bin/sh", ["-c", `${command} -s -o - -w '\\n%{http_code}'`]);
  const lines = stdout.trimEnd().split("\n");
  return { status: Number(lines.pop()), body: lines.join("\n") };
}

const foldersOfDemos = () => readdirSync(tmpdir()).filter((name) => name.startsWith("keysmith-demo-"));

test("the demo starts with a hub, an API and an Outpost; one printed call is let in, the other refused; nothing of it stays", async () => {
  const before = foldersOfDemos();
  const port = await freePort();
  const file = join(projectFolder(), "dist", "server", "demo.js");
  const program = await started(start({ env: { PORT: String(port) }, file }));
  try {
    const box = program.stdout();
    expect(row(box, "Open")).toBe(`http://localhost:${port}`);
    const good = await call(row(box, "Let in"));
    expect(good.status).toBe(200);
    expect(JSON.parse(good.body)).toMatchObject({ called_by: "API key - Web shop" });
    expect((await call(row(box, "Refused"))).status).toBe(401);
    const api = /^http:\/\/127\.0\.0\.1:\d+/.exec(row(box, "Its API"))?.[0] ?? "";
    expect((await fetch(`${api}/orders`)).status).toBe(200);
    expect(box).toContain(`--hub http://127.0.0.1:${port} --upstream ${api} --api orders-v1`);
    // The one secret that is shown, and no other.
    expect(box.match(/\bks_[a-z]\w{40,}/g)).toHaveLength(1);
    await until(async () => (await fetch(`http://127.0.0.1:${port}/sign-in`)).status === 200, 30_000);
    expect(program.stderr()).toBe("");
  } finally {
    expect(await stopped(program)).toBe(0);
  }
  const [outpost] = /127\.0\.0\.1:\d+/.exec(row(program.stdout(), "Sample")) ?? [];
  await expect(fetch(`http://${outpost}/orders`)).rejects.toThrow();
  expect(foldersOfDemos().filter((folder) => !before.includes(folder))).toEqual([]);
}, 90_000);
