/** The hub: database, gate and console on one port, started in that order and stopped in the other. */
import { config, INTERNAL } from "@/lib/config";
import { present } from "@/lib/entry/clock";
import { startHousekeeping, startNotices, startSchedule } from "@/lib/entry/job";
import { log } from "@/lib/log";
import { closeDatabase, database } from "@/lib/services/database";
import { provideChannels } from "@/lib/services/notices/channels";
import { provideSealingKeys } from "@/lib/services/sealing";
import { box } from "./box";
import { consoleEnvironment, consoleSecrets } from "./child-environment";
import { createClosers } from "./closers";
import { type ConsoleChild, startConsole } from "./console-child";
import { type HubDatabase, openHubDatabase } from "./database";
import { drain } from "./drain";
import { createFront, type GateDoor } from "./front/front";
import { healthAlone, openGate } from "./gate";
import { type OpenedHub, openHub } from "./hub-row";
import { listen } from "./listen";
import { prepareSecretsFolder } from "./secrets";
import type { HubSettings } from "./settings";

/** Thrown out of a start that was interrupted. */
export class Interrupted extends Error {}

export interface HubControl {
  /** Asked between the steps of the start. */
  interrupted(): boolean;
  /** Aborted when stopping should no longer wait for requests under way. */
  hurry: AbortSignal;
  /** Called when the hub has to end by itself. */
  lost(reason: Error): void;
}

export interface Hub {
  /** What a person is shown. */
  box: string;
  /** By which the first owner is made; null where there is one. */
  setupLink: string | null;
  /** Stops everything, the database last. */
  stop(): Promise<void>;
}

const drainWithinMs = 5_000;
const consoleWithinMs = 30_000;

/** Starts the hub. Where that fails, whatever had been started is stopped before the error is thrown. */
export async function startHub(settings: HubSettings, control: HubControl): Promise<Hub> {
  const { role } = settings;
  const closers = createClosers();
  let gate: GateDoor | null = null;
  let pages: ConsoleChild | null | undefined = role === "all" || role === "console" ? null : undefined;
  let ready = false;
  const pagesUp = () => Boolean(pages?.socketPath());
  const front =
    role === "worker"
      ? null
      : createFront({
          ...settings,
          gate: () => gate,
          console: () => (pages ? pages.socketPath() : pages),
          ready: () => ready,
        });

  async function stop(): Promise<void> {
    gate?.endStreams?.();
    if (front?.listening) await drain(front, drainWithinMs, control.hurry);
    await closers.closeAll((error) => log().error(error, "a part did not stop cleanly"));
  }

  const step = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    if (control.interrupted()) throw new Interrupted();
    return done;
  };

  try {
    // First of all, so that a taken port is told before anything else has been touched.
    if (front) await step(listen(front, settings.port, settings.host));
    const stored = await openHubDatabase(settings);
    closers.add(() => stored.stop());
    stored.onLost(control.lost);
    process.env[INTERNAL.runUrl] = stored.runUrl;
    closers.add(closeDatabase);
    prepareSecretsFolder(settings.dataFolder);
    const opened = await step(openHub(database(), settings, present()));
    const secrets = consoleSecrets(stored.runUrl, opened.masterKeys.keys);
    provideSealingKeys(secrets.sealingKeys);
    provideChannels({ mail: settings.mail, webhookOrigins: config().webhookOrigins });
    if (role === "all" || role === "gate") {
      const beside = () => ({ up: pagesUp(), awaited: !ready });
      const opening = await openGate(settings, stored.runUrl, role === "all" ? beside : undefined);
      closers.add(() => opening.stop());
      gate = opening;
    } else {
      gate = healthAlone(settings.publicUrl, pagesUp);
    }
    if (pages === null) {
      const child = startConsole(settings.dataFolder, consoleEnvironment(process.env, settings, secrets));
      closers.add(() => child.stop());
      pages = child;
      if (!(await step(child.ready(consoleWithinMs))))
        log().warn("the console is not ready yet; the gate is");
    }
    if (role === "all" || role === "worker") {
      const jobs = startHousekeeping((error) => log().warn(error, "housekeeping failed; it is tried again"));
      closers.add(() => jobs.stop());
      const schedule = startSchedule((error) => log().warn(error, "the schedule failed; it is tried again"));
      closers.add(() => schedule.stop());
      const notices = startNotices((error) => log().warn(error, "notices failed; they are tried again"));
      closers.add(() => notices.stop());
    }
    ready = true;
    return { box: boxOf(settings, stored, opened), setupLink: opened.setupLink, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function boxOf(settings: HubSettings, stored: HubDatabase, opened: OpenedHub): string {
  return box({
    url: settings.publicUrl.origin,
    setupLink: opened.setupLink,
    database: stored.description,
    dataFolder: settings.dataFolder,
    role: settings.role,
  });
}
