import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@/db/embedded/start";
import { migrate } from "@/db/migrate";
import { announceTestServer } from "@/db/testing/database";

export interface TestServerOptions {
  /** Whether writes reach the disk before they are acknowledged (default false; benches say true, and soaks that kill). */
  fsync?: boolean;
}

export interface TestServer {
  superuserUrl: string;
  ownerUrl: string;
  runUrl: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const carefree = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/**
 * A throwaway PostgreSQL with a migrated template, from which `createTestDatabase` makes databases, in this
 * process and in those that it starts. It goes away with the process, however that ends.
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-test-"));
  const reaper = startReaper(folder);
  const server = await startEmbedded({
    dataDir: folder,
    log: () => {},
    settings: options.fsync ? {} : carefree,
  });
  await migrate(server.ownerUrl, { runRole: new URL(server.runUrl).username });
  announceTestServer(server);
  return {
    superuserUrl: server.superuserUrl,
    ownerUrl: server.ownerUrl,
    runUrl: server.runUrl,
    async stop() {
      await server.stop();
      reaper.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A process that waits for the end of ours, even by SIGKILL: then it ends the server and removes the folder. */
function startReaper(folder: string) {
  const script = [
    "cat > /dev/null",
    'pid=$(head -n 1 "$0/postgres/postmaster.pid" 2> /dev/null)',
    '[ -n "$pid" ] && kill -QUIT "$pid" 2> /dev/null && sleep 0.3',
    'rm -rf "$0"',
  ].join("\n");
  const reaper = spawn("/bin/sh", ["-c", script, folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
  });
  reaper.unref();
  (reaper.stdin as unknown as { unref?: () => void }).unref?.();
  return reaper;
}
