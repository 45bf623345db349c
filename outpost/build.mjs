/** Makes dist/ from the sources: two files of plain JavaScript that need nothing but Node. */
import { chmodSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** @param {string} outdir */
export async function buildOutpost(outdir = `${folder}dist`) {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: folder,
    entryPoints: ["main.ts", "index.ts"],
    outdir,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    tsconfig: "../tsconfig.json",
    // Packages in CommonJS ask for Node's own modules by require.
    banner: {
      js: 'import { createRequire as $require } from "node:module"; const require = $require(import.meta.url);',
    },
    logLevel: "warning",
  });
  chmodSync(`${outdir}/main.js`, 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildOutpost();
