/** A program of ours: starts what it is given, prints its box, and stops everything when it is told to. */
import { log } from "@/lib/log";
import { sentenceOf } from "./failure";
import { type HubControl, Interrupted } from "./hub";

/** npm and the terminal may both pass one Ctrl-C on: what follows so soon is the same one. */
const sameSignalMs = 400;

/** The last line of a program that was asked to stop. */
const stoppedLine = "Stopped.\n";

export interface Running {
  /** What a person is shown. */
  box: string;
  stop(): Promise<void>;
}

export function runProgram(open: (control: HubControl) => Promise<Running>): void {
  const hurry = new AbortController();
  let running: Running | undefined;
  let stopping = false;
  let askedAt = 0;

  async function main(): Promise<void> {
    running = await open({ interrupted: () => stopping, hurry: hurry.signal, lost });
    process.stdout.write(running.box);
    if (stopping) await stop(0);
  }

  async function stop(code: number): Promise<void> {
    await running?.stop();
    // After a failure the last word is its sentence.
    if (code === 0) process.stdout.write(stoppedLine);
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
    else if (running) void stop(0);
    stopping = true;
  }

  function lost(reason: Error): void {
    process.stderr.write(`${sentenceOf(reason)}\n`);
    if (stopping) return;
    stopping = true;
    void stop(1);
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
    if (error instanceof Interrupted) {
      process.stdout.write(stoppedLine);
      process.exit(0);
    }
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  });
}

/** A connection that broke where nobody was waiting for it. The database's death must not be ours. */
function isConnectionTrouble(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  return /^(CONNECT|CONNECTION_|ECONN|EPIPE|57P0|ENOENT$|ETIMEDOUT)/.test(code);
}
