#!/usr/bin/env node
/** The command `keysmith-outpost`. */
import { setFlagsFromString } from "node:v8";
import { StartupError } from "@/lib/startup-error";
import { readSettings } from "./cli/read-settings";
import { run } from "./cli/run";
import { VERSION } from "./version";

// It is given little memory and keeps many keys: rather collect garbage sooner than hold twice what is in use.
setFlagsFromString("--heap-growing-percent=15");

const write = (text: string) => void process.stdout.write(text);

try {
  const settings = readSettings(process.argv.slice(2), process.env, VERSION);
  if (typeof settings === "string") write(settings);
  else {
    const { stop } = await run(settings, write);
    let stopping = false;
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.on(signal, () => {
        if (stopping) process.exit(1);
        stopping = true;
        void stop().then(() => process.exit(0));
      });
  }
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
  // Nothing that was begun keeps the program alive.
  process.exit();
}
