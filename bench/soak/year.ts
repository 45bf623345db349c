/**
 * The promise of a policy: a year of key sets with mixed policies, under a clock that nobody reads, through the commands
 * of the hub and two instances that keep its schedule on one database. What is recorded is what the preview showed; no
 * client is refused where an overlap was promised; after a week without jobs everything is caught up with once.
 */
import { randomBytes } from "node:crypto";
import { DAY_MS } from "@/lib/domain/key-sets/period";
import { verifyChain } from "@/lib/services/audit/verify-chain";
import { runQuery } from "@/lib/services/run-query";
import { provideSealingKeys } from "@/lib/services/sealing";
import { done, makeWorkspace, openTestHub } from "@/lib/services/testing/workspace";
import { lookAtNotices, lookAtRotations } from "./year/audit";
import { startInstances } from "./year/instances";
import { Year } from "./year/live";
import { mixedSets } from "./year/mix";

export interface YearOptions {
  sets: number;
  /** Equal seeds give equal years. */
  seed: number;
  /** Of each key set's life. */
  months: number;
  /** The key sets are made within so many days. */
  madeWithinDays: number;
  /** Each so-many-th is rotated often. */
  busyEvery: number;
  log(line: string): void;
}

export interface YearFigures {
  sets: number;
  /** Rotations, by each instance. */
  rotatedBy: number[];
  /** Of these, the ones that the week without jobs had delayed. */
  caughtUpBy: number[];
  expired: number;
  expiredMeanwhile: number;
  collectedLate: number;
  /** Milestones that equal those of the preview, and keys that met with a delay and were looked at by themselves. */
  equal: number;
  late: number;
  notices: number;
  passed: number;
  refused: number;
  inOverlap: number;
  stops: number;
  seconds: number;
  faults: string[];
}

/** On the last days of a month, and before a leap day. */
const FROM = new Date("2027-02-15T00:00:00Z");

export async function soakYear(options: YearOptions): Promise<YearFigures> {
  const startedAt = performance.now();
  const hub = await openTestHub();
  const sealingKey = randomBytes(32);
  provideSealingKeys([{ version: 1, bytes: sealingKey }]);
  const instances = await startInstances({ url: hub.url, sealingKey: sealingKey.toString("base64") });
  try {
    const { months, madeWithinDays } = options;
    // In the midst of it; nothing is planned for half past.
    const stopped = new Date(FROM.getTime() + (madeWithinDays + months * 15) * DAY_MS + 12.5 * 3_600_000);
    const resumed = new Date(stopped.getTime() + 7 * DAY_MS);
    const home = await makeWorkspace(hub.db);
    const mix = mixedSets({ ...options, from: FROM, days: madeWithinDays });
    const year = new Year({ hub, home, instances, mix, months, stopped, resumed });
    await year.live();

    const sets = [...year.sets.values()];
    const { rotatedBy, caughtUpBy, faults } = await lookAtRotations(hub.sql, sets, resumed);
    const notices = await lookAtNotices(hub.sql, sets, { stopped, resumed });
    const chain = done(await runQuery(verifyChain, home.as(), {}));
    if (!chain.intact) faults.push(`the audit log is broken at ${chain.brokenAt}`);
    if (year.compared !== options.sets)
      faults.push(`${year.compared} of ${options.sets} key sets were compared`);
    const { passed, refused, inOverlap } = year.calls;
    const { expired, expiredMeanwhile, collectedLate, equal, late, stops } = year;
    const figures: YearFigures = {
      ...{ sets: sets.length, rotatedBy, caughtUpBy, expired, expiredMeanwhile, collectedLate, equal, late },
      ...{ passed, refused, inOverlap, stops, notices: notices.given },
      seconds: Math.round((performance.now() - startedAt) / 1_000),
      faults: [...year.faults, ...year.calls.faults, ...faults, ...notices.faults],
    };
    options.log(line(figures));
    return figures;
  } finally {
    await instances.close();
    await hub.close();
  }
}

function line(figures: YearFigures): string {
  const { sets, rotatedBy, caughtUpBy, expired, expiredMeanwhile, collectedLate } = figures;
  const { equal, late, notices, passed, refused, inOverlap, stops, seconds, faults } = figures;
  return [
    `${sets} key sets: one instance rotated ${rotatedBy[0]} times, the other ${rotatedBy[1]}, at ${stops} instants; ${caughtUpBy.join(" and ")} of these at once after the week without jobs`,
    `  ${expired} keys expired, ${expiredMeanwhile} of them in that week; ${collectedLate} secrets were collected late`,
    `  ${equal} milestones equal the preview, ${late} keys met with a delay; ${notices} notices were given`,
    `  calls: ${passed} passed, ${inOverlap} of them with the key before; ${refused} refused, as they had to; faults: ${faults.length}; ${seconds} s`,
  ].join("\n");
}

/** What falls short of the promise, in sentences. */
export function shortcomings(figures: YearFigures): string[] {
  const { faults, sets, rotatedBy, caughtUpBy, expired, expiredMeanwhile, collectedLate, equal } = figures;
  const never = (count: number, what: string) => (count === 0 ? [`nothing ${what}`] : []);
  return [
    ...faults,
    ...(equal < 2 * sets || rotatedBy[0]! + rotatedBy[1]! < sets ? ["hardly anything happened"] : []),
    ...never(Math.min(...rotatedBy), "was rotated by one of the instances"),
    ...never(Math.max(...caughtUpBy), "was caught up with"),
    ...never(expired, "expired"),
    ...never(expiredMeanwhile, "expired in the week without jobs"),
    ...never(collectedLate, "was collected late"),
  ];
}
