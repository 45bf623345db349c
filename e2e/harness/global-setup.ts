import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/bench/testing/free-port";
import { startHub } from "./hub";
import { RUN } from "./run";

/** One hub for the whole run. What the tests need to know of it stands in the environment, see `run.ts`. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-e2e-"));
  // Where the tests that are about notices listen.
  const [mailPort, webhookPort] = [await freePort(), await freePort()];
  const hub = await startHub(join(folder, "data"), "gate-one", {
    KEYSMITH_SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    KEYSMITH_SMTP_FROM: "keysmith@example.com",
    KEYSMITH_WEBHOOK_ORIGINS: `http://127.0.0.1:${webhookPort}`,
  });
  process.env[RUN.mailPort] = String(mailPort);
  process.env[RUN.webhookPort] = String(webhookPort);
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
