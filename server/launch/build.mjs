import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compressStatic } from "./brotli.mjs";
import { sourceFingerprint } from "./fingerprint.mjs";
import { withLock } from "./lock.mjs";
import { PlainError } from "./plain-error.mjs";
import { root } from "./root.mjs";
import { runTool } from "./run.mjs";

const dist = join(root, "dist");
const stamp = join(dist, "built-from");
const outputs = [join(root, ".next", "BUILD_ID"), join(dist, "server", "main.js")];
const entries = {
  main: "server/main.ts",
  console: "server/console.ts",
  host: "server/host/main.ts",
  demo: "server/demo/main.ts",
};

/** Builds console and server when the sources are not those that the last complete build was made from. */
export async function ensureBuilt() {
  if (isBuilt(sourceFingerprint())) return;
  await withLock("build", async () => {
    const fingerprint = sourceFingerprint();
    if (isBuilt(fingerprint)) return;
    console.log("Building Keysmith (about a minute, only after changes) ...");
    rmSync(stamp, { force: true });
    await buildServer();
    await buildDemoOutpost();
    await buildConsole();
    writeFileSync(stamp, fingerprint);
  });
}

function isBuilt(fingerprint) {
  return (
    outputs.every((file) => existsSync(file)) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === fingerprint
  );
}

async function buildServer() {
  const { build } = await import("esbuild");
  const present = Object.entries(entries).filter(([, file]) => existsSync(join(root, file)));
  mkdirSync(dist, { recursive: true });
  try {
    await build({
      absWorkingDir: root,
      entryPoints: present.map(([out, file]) => ({ in: file, out })),
      outdir: "dist/server",
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: "external",
      logLevel: "warning",
    });
  } catch {
    throw new PlainError("The server's build failed: see the message above.");
  }
}

/** The Outpost that the demo starts, as its own package builds it. */
async function buildDemoOutpost() {
  const { buildOutpost } = await import("../../outpost/build.mjs");
  await buildOutpost(join(dist, "outpost"));
}

async function buildConsole() {
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const code = await runTool("next", ["build"], env);
  if (code !== 0) throw new PlainError("The console's build failed: see the message above.");
  compressStatic(join(root, ".next", "static"));
}
