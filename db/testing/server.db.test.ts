import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

const program = `
  const { startTestServer } = await import("@/db/testing/server");
  console.log((await startTestServer()).superuserUrl);
  setInterval(() => {}, 1000);
`;

test("a throwaway server and its folder go away when their process is killed", async () => {
  const runner = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: runner.stdout }), "line");
  const folder = dirname(new URL(String(line)).searchParams.get("host") ?? "");
  expect(existsSync(`${folder}/postgres/postmaster.pid`)).toBe(true);
  runner.kill("SIGKILL");
  for (let waited = 0; existsSync(folder) && waited < 5_000; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(existsSync(folder)).toBe(false);
});
