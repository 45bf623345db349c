/** A hub with its own PostgreSQL in a folder of its own, to be killed and started again. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDb } from "@/db/client";
import { databaseName, roles, socketUrl } from "@/db/embedded/credentials";
import { port as databasePort } from "@/db/embedded/folders";
import { createKey } from "@/lib/services/access-keys/create";
import { type ChainReport, verifyChain } from "@/lib/services/audit/verify-chain";
import { closeDatabase, provideDatabase } from "@/lib/services/database";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { done, makeWorkspace, type TestWorkspace } from "@/lib/services/testing/workspace";
import { endProcessesOf, type Program, start, started, stopped } from "@/server/testing/program";
import { awakeMs } from "../testing/awake";
import { freePort } from "../testing/free-port";

export interface OwnHub {
  url: string;
  /** A key that may create, revoke and verify. */
  key: string;
  program(): Program;
  /** `kill -9`, and a start over what is left. Gives the milliseconds from the death until programs are answered. */
  killAndStart(): Promise<number>;
  /** Sends a signal to PostgreSQL itself. */
  signalDatabase(signal: NodeJS.Signals): void;
  /** Walks the audit log of the workspace. */
  auditReport(): Promise<ChainReport>;
  close(): Promise<void>;
}

export async function openOwnHub(): Promise<OwnHub> {
  const folder = mkdtempSync(join(tmpdir(), "ks-lost-"));
  const data = join(folder, "data");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PORT: String(port),
    KEYSMITH_HOST: "127.0.0.1",
    KEYSMITH_DATA: data,
    KEYSMITH_GATE_NAME: "the gate",
  };
  let program = await started(start({ env }));

  async function withServices<T>(work: () => Promise<T>): Promise<T> {
    const { runner } = JSON.parse(readFileSync(join(data, "postgres-credentials.json"), "utf8"));
    const [, , , , socketDir = ""] = readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split(
      "\n",
    );
    const where = {
      role: roles.runner,
      password: runner,
      database: databaseName,
      socketDir,
      port: databasePort,
    };
    provideDatabase(createDb(socketUrl(where), { max: 2 }));
    return work().finally(closeDatabase);
  }

  let workspace: TestWorkspace | undefined;
  const key = await withServices(async () => {
    const { database } = await import("@/lib/services/database");
    workspace = await makeWorkspace(database());
    const scopes = ["keys:read", "keys:write", "keys:verify"];
    const input = { name: "Caller", environment: "production", scopes, expiration: "90" };
    return done(await runCommand(createKey, workspace.as(), input)).secret!.reveal();
  });

  return {
    url,
    key,
    program: () => program,
    async killAndStart() {
      program.child.kill("SIGKILL");
      await program.ended;
      const diedAt = awakeMs();
      program = start({ env });
      let over: unknown = null;
      void program.ended.then((how) => {
        over = how;
      });
      while (!(await answersPrograms(url))) {
        if (over !== null) throw new Error(`The start ended with ${over}: ${program.stderr()}`);
        if (awakeMs() - diedAt > 60_000) throw new Error(`It does not come back: ${program.stdout()}`);
        await sleep(20);
      }
      return awakeMs() - diedAt;
    },
    signalDatabase(signal) {
      process.kill(
        Number(readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[0]),
        signal,
      );
    },
    auditReport: () => withServices(async () => done(await runQuery(verifyChain, workspace!.as(), {}))),
    async close() {
      await stopped(program);
      endProcessesOf(data);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answersPrograms(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) });
    // The pages may come later.
    return (await answer.json()).checks?.database === true;
  } catch {
    return false;
  }
}
