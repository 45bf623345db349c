/** A hub with keys, tokens of theirs, and Outposts that have synced with it: each the built program in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { signToken } from "@/lib/crypto/rs256";
import { claimsOf, LONGEST_LIFETIME_MINUTES } from "@/lib/domain/tokens/claims";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { done } from "@/lib/services/testing/workspace";
import { loadIssuer } from "@/lib/services/tokens/issuer";
import { buildOutpost } from "@/outpost/build.mjs";
import { freePort } from "../testing/free-port";
import { type House, openHouse } from "../testing/house";
import { makeKeys } from "../verify/make-keys";

export interface OutpostProcess {
  pid: number;
  port: number;
  stop(): Promise<void>;
}

export interface Edge {
  house: House;
  /** What a program that checks the tokens by itself is told. */
  settings: { YARDSTICK_JWKS: string; YARDSTICK_ISSUER: string; YARDSTICK_AUDIENCE: string };
  /** So many tokens, no two alike, as the hub issues them, of one key after the other. */
  tokens(count: number): Promise<string[]>;
  /** Starts an Outpost; when this resolves, it knows every key. */
  outpost(upstream?: string): Promise<OutpostProcess>;
  close(): Promise<void>;
}

/** What a caller adds to its token. */
const payload = { user_id: "42", email: "ada@example.com", roles: ["editor"] };
/** The thread pool signs: as many as keep it busy. */
const signedAtOnce = 16;
const syncWithinMs = 30_000;

export async function openEdge(keyCount: number): Promise<Edge> {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-edge-"));
  await buildOutpost(join(folder, "program"));
  const house = await openHouse(["bench"]);
  const hub = house.gates[0]!.url;
  done(await runCommand(generateSigningKey, house.workspace.as(), { bits: 2048 }));
  const { key } = (await loadIssuer({ id: house.workspace.id }))!;
  const url = `${hub}/w/${house.workspace.slug}`;
  const metadata = await fetch(`${url}/.well-known/openid-configuration`);
  const { issuer } = (await metadata.json()) as { issuer: string };
  await makeKeys(house.workspace, keyCount);
  const rows = await house.superuser`select key_id, public_id from key_versions order by id`;
  const owners = rows.map((row) => ({ keyId: String(row.key_id), publicId: String(row.public_id) }));

  const claims = (index: number) => ({
    ...owners[index % owners.length]!,
    issuer,
    audience: issuer,
    scopes: ["orders:write"],
    keyEndsAt: null,
    jti: randomUUID(),
    lifetimeMinutes: LONGEST_LIFETIME_MINUTES,
    payload,
  });

  return {
    house,
    settings: {
      YARDSTICK_JWKS: `${url}/.well-known/jwks.json`,
      YARDSTICK_ISSUER: issuer,
      YARDSTICK_AUDIENCE: issuer,
    },
    async tokens(count) {
      const now = new Date();
      const texts: string[] = [];
      let begun = 0;
      const one = async () => {
        while (begun < count)
          texts.push(await signToken(key!.private, key!.kid, claimsOf(claims(begun++), now)));
      };
      await Promise.all(Array.from({ length: signedAtOnce }, one));
      return texts;
    },
    async outpost(upstream) {
      const name = `Edge ${randomUUID()}`;
      const { token } = done(
        await runCommand(enrolOutpost, house.workspace.as(), { name, environment: null }),
      );
      const port = await freePort();
      const args = ["--hub", hub, "--host", "127.0.0.1", "--port", String(port), "--log-level", "warn"];
      args.push("--state", join(folder, `${port}.state`), ...(upstream ? ["--upstream", upstream] : []));
      const child = spawn(process.execPath, [join(folder, "program", "main.js"), ...args], {
        env: { ...process.env, KEYSMITH_OUTPOST_TOKEN: token!.reveal(), NODE_ENV: "production" },
        stdio: ["ignore", "inherit", "inherit"],
      });
      process.once("exit", () => child.kill("SIGKILL"));
      await untilSynced(child, port, keyCount);
      return {
        pid: child.pid!,
        port,
        async stop() {
          const ended = once(child, "exit");
          child.kill("SIGTERM");
          await ended;
        },
      };
    },
    async close() {
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilSynced(child: ChildProcess, port: number, keys: number): Promise<void> {
  const until = performance.now() + syncWithinMs;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/_outpost/health`).catch(() => null);
    const health = (await answer?.json().catch(() => null)) as { connected: boolean; keys: number } | null;
    if (health?.connected && health.keys === keys) return;
    if (child.exitCode !== null || performance.now() > until)
      throw new Error(`the Outpost has not synced: ${JSON.stringify(health)}`);
    await sleep(50);
  }
}
