/** The program: starts the hub, prints one box, and stops everything when it is told to. */
import { setFlagsFromString } from "node:v8";
import { INTERNAL } from "@/lib/config";
import { log } from "@/lib/log";
import { sentenceOf } from "./failure";
import { type Hub, Interrupted, startHub } from "./hub";
import { readSettings } from "./settings";

/** npm and the terminal may both pass one Ctrl-C on: what follows so soon is the same one. */
const sameSignalMs = 400;

/** How much the heap may grow between two collections. */
const leanHeap = "--heap-growing-percent=15";

const hurry = new AbortController();
let hub: Hub | undefined;
let stopping = false;
let askedAt = 0;

async function main(): Promise<void> {
  process.env[INTERNAL.process] = "gate";
  const settings = readSettings(process.env);
  // A gate is given little memory and keeps many keys: rather collect garbage sooner than hold twice what is in use.
  if (settings.role === "gate") setFlagsFromString(leanHeap);
  hub = await startHub(settings, { interrupted: () => stopping, hurry: hurry.signal, lost });
  process.stdout.write(hub.box);
  if (stopping) await stop(0);
}

async function stop(code: number): Promise<void> {
  await hub?.stop();
  process.exit(code);
}

function asked(): void {
  const now = performance.now();
  if (stopping && now - askedAt < sameSignalMs) return;
  askedAt = now;
  // The second Ctrl-C no longer waits for requests; the third waits for nothing.
  if (hurry.signal.aborted) process.exit(130);
  if (stopping) hurry.abort();
  // A start under way notices by itself, and stops what it has started.
  else if (hub) void stop(0);
  stopping = true;
}

function lost(reason: Error): void {
  process.stderr.write(`${sentenceOf(reason)}\n`);
  if (stopping) return;
  stopping = true;
  void stop(1);
}

/** A connection that broke where nobody was waiting for it. The database's death must not be ours. */
function isConnectionTrouble(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  return /^(CONNECT|CONNECTION_|ECONN|EPIPE|57P0|ENOENT$|ETIMEDOUT)/.test(code);
}

process.on("SIGINT", asked);
process.on("SIGTERM", asked);
process.on("SIGHUP", asked);
process.on("unhandledRejection", (error) => log().error(error, "unhandled rejection"));
process.on("uncaughtException", (error) => {
  log().error(error, "uncaught exception");
  if (!isConnectionTrouble(error)) lost(error);
});

main().catch((error: unknown) => {
  if (error instanceof Interrupted) process.exit(0);
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});
