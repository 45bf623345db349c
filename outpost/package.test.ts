import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOutpost } from "./build.mjs";
import { TOKEN, WireHub } from "./testing/wire-hub";
import { newKey } from "./testing/workspace";
import { VERSION } from "./version";

const source = fileURLToPath(new URL(".", import.meta.url));
let folder: string;
let installed: string;
let command: string;

/** As `npm pack` packs it, and as `npm install` installs it into a folder where nothing else is. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keysmith-outpost-"));
  const built = join(folder, "built");
  mkdirSync(built);
  for (const name of ["package.json", "README.md", "public.d.ts"])
    cpSync(join(source, name), join(built, name));
  await buildOutpost(join(built, "dist"));
  const env = { ...process.env, npm_config_cache: join(folder, "cache") };
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts"], {
    cwd: built,
    env,
    encoding: "utf8",
  });
  const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  expect(files.map(({ path }) => path).sort()).toEqual([
    "README.md",
    "dist/index.js",
    "dist/main.js",
    "package.json",
    "public.d.ts",
  ]);
  const quiet = ["--offline", "--no-audit", "--no-fund", "--no-save"];
  execFileSync("npm", ["install", "--prefix", folder, ...quiet, join(built, filename)], { env, cwd: folder });
  installed = join(folder, "node_modules", "@keysmith", "outpost");
  command = join(folder, "node_modules", ".bin", "keysmith-outpost");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the package needs no other, and is of the version that it says", () => {
  const { version, dependencies, bin } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  expect([version, dependencies, bin]).toEqual([VERSION, undefined, { "keysmith-outpost": "dist/main.js" }]);
  for (const name of readdirSync(join(installed, "dist"))) {
    const text = readFileSync(join(installed, "dist", name), "utf8");
    for (const [, from] of text.matchAll(/^import .* from "([^"]+)";$/gm))
      expect(from).toMatch(/^(node:|events$|util)/);
  }
});

test("the command starts, lets in whom it should, and stops when told; a mistake is one sentence", async () => {
  const hub = await new WireHub().open();
  const key = newKey();
  hub.keys = [key];
  const args = ["--hub", hub.url.href, "--token", TOKEN, "--port", "0", "--host", "127.0.0.1"];
  args.push("--api", "orders-v1");
  const running = spawn(command, [...args, "--state", join(folder, "state")], { cwd: folder });
  const said: { msg: string; port?: number; api?: string | null }[] = [];
  running.stdout.on("data", (chunk) => {
    for (const line of String(chunk).trim().split("\n")) said.push(JSON.parse(line));
  });
  const start = () => said.find(({ msg }) => msg === "the Outpost listens");
  await expect.poll(start, { timeout: 10_000 }).toBeDefined();
  expect(start()!.api).toBe("orders-v1");
  const ask = (text: string) =>
    fetch(`http://127.0.0.1:${start()!.port}/_outpost/auth`, { headers: { "x-api-key": text } });
  expect((await ask(key.text)).status).toBe(204);
  expect((await ask(newKey().text)).status).toBe(401);
  running.kill("SIGTERM");
  expect(await once(running, "exit")).toEqual([0, null]);
  expect(JSON.stringify(said)).not.toContain(TOKEN);
  await hub.close();

  const wrong = spawnSync(command, ["--hub", "nowhere", "--token", TOKEN], {
    encoding: "utf8",
  });
  expect([wrong.status, wrong.stderr]).toEqual([
    1,
    "--hub nowhere is no address: it begins with https:// or http://.\n",
  ]);
});

test("the library runs from the package alone", () => {
  writeFileSync(
    join(folder, "use.mjs"),
    `import { createOutpost, expressGuard, honoGuard, nextGuard } from "@keysmith/outpost";
     const outpost = createOutpost({ hub: "http://127.0.0.1:9", token: "${TOKEN}" });
     const verified = await outpost.verify(new Headers({ "x-api-key": "x" }));
     console.log(verified.status, verified.code, [expressGuard, honoGuard, nextGuard].map((guard) => typeof guard).join());
     await outpost.close();`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ["use.mjs"], {
    cwd: folder,
    encoding: "utf8",
    timeout: 20_000,
  });
  expect([stdout, stderr]).toEqual(["503 unavailable function,function,function\n", ""]);
});
