import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StartupError } from "@/lib/startup-error";
import { wallClockMs } from "../clock";
import { createLog, isTold } from "../log";
import { Outpost } from "../outpost";
import { createOutpostServer } from "../serve/server";
import type { CommandSettings } from "./read-settings";

const drainMs = 10_000;

/** Starts an Outpost and its server; `stop` lets calls under way end. */
export async function run(
  settings: CommandSettings,
  write: (line: string) => void,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const log = createLog(settings.logLevel, write, wallClockMs);
  const outpost = new Outpost({ ...settings, log, tellsRefusals: isTold("info", settings.logLevel) });
  await outpost.start().catch((error) => {
    throw new StartupError(
      `The state cannot be kept in ${settings.stateFile} (${error.code ?? error.message}): give another --state, or "none".`,
    );
  });
  const { server, stop } = createOutpostServer({ ...settings, outpost, log });
  await listen(server, settings);
  const { port } = server.address() as AddressInfo;
  const { hub, upstream, host, api } = settings;
  const before = { hub: hub.origin, upstream: upstream?.origin ?? null };
  log("info", "the Outpost listens", { host, port, ...before, api, environment: outpost.environment });
  if (!outpost.health().ok)
    log("warn", "nobody is let in until the hub answers", {
      why: outpost.health().trouble ?? "it has not answered yet",
    });
  return {
    port,
    stop: async () => {
      await stop(drainMs);
      await outpost.stop();
      log("info", "the Outpost has stopped");
    },
  };
}

function listen(server: Server, { host, port }: CommandSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "another program listens there" : error.code;
      reject(
        new StartupError(`Port ${port} of ${host} cannot be used (${why}): choose another with --port.`),
      );
    });
    server.listen(port, host, resolve);
  });
}
