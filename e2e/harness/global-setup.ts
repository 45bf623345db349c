import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHub } from "./hub";
import { RUN } from "./run";

/** One hub for the whole run. What the tests need to know of it stands in the environment, see `run.ts`. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-e2e-"));
  const hub = await startHub(join(folder, "data"), "gate-one");
  process.env[RUN.url] = hub.url;
  process.env[RUN.setupLink] = hub.setupLink;
  process.env[RUN.folder] = folder;
  return async () => {
    try {
      await hub.stop();
    } finally {
      if (process.env.KEYSMITH_E2E_LOG) writeFileSync(process.env.KEYSMITH_E2E_LOG, hub.output());
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
