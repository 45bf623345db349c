import { Counter, collectDefaultMetrics, Gauge, type Histogram, Registry } from "prom-client";
import { wallClockMs } from "@/lib/entry/clock";
import { countOutposts } from "@/lib/services/outposts/count-by-state";
import type { GateParts } from "../gate-parts";
import type { UsageWriter } from "../usage/usage-writer";
import type { Verifier } from "../verifier/verifier";
import { VERSION } from "../version";
import { LATENCY_BOUNDS, type Meter } from "./meter";

export interface Measured extends GateParts {
  verifier: Verifier;
  writer: UsageWriter;
}

type Reading = [labels: Record<string, string>, value: number];

/**
 * Everything that `/metrics` shows, read from the gate's own fields at the moment of asking. No label holds a key, an
 * address, a name or anything else that a caller chose: there are few series, whatever strangers send.
 */
export function createRegistry(gate: Measured, gateName: string): Registry {
  const registry = new Registry();
  const { desk, counter, diagnostics, limits, refusals, tokenRefusals, meter, verifier, writer } = gate;
  const { bearers, targets, anybody, proven, signing, streams } = gate;
  const lanes = { bearers, targets, anybody, proven, signing };
  collectDefaultMetrics({ register: registry });
  const show = (
    kind: typeof Gauge | typeof Counter,
    name: string,
    labelNames: string[],
    help: string,
    read: () => Reading[],
  ) => shown(registry, kind, { name, labelNames, help }, read);
  const gauge = (name: string, help: string, read: () => number) =>
    show(Gauge, name, [], help, () => [[{}, read()]]);
  const counted = (name: string, help: string, read: () => number) =>
    show(Counter, name, [], help, () => [[{}, read()]]);

  show(Gauge, "keysmith_build_info", ["version", "gate"], "Version and name of this gate; always 1.", () => [
    [{ version: VERSION, gate: gateName }, 1],
  ]);
  show(
    Counter,
    "keysmith_token_refusals_total",
    ["cause"],
    "Exchanges refused to keys that were shown whole, by cause.",
    () => [...tokenRefusals.total].map(([cause, refusals]): Reading => [{ cause }, refusals]),
  );
  show(
    Counter,
    "keysmith_requests_total",
    ["route", "status"],
    "Answers of the gate by route and status.",
    () =>
      [...meter.routes].flatMap(({ route, byStatus }) =>
        byStatus.map(([status, answers]): Reading => [{ route, status: String(status) }, answers]),
      ),
  );
  registry.registerMetric(latencies(meter));
  show(
    Counter,
    "keysmith_verdicts_total",
    ["code"],
    "Keys judged, by the verdict's code; those that got a token as exchanged.",
    () => [...counter.totals(), ...meter.recordless].map(([code, keys]): Reading => [{ code }, keys]),
  );
  show(
    Counter,
    "keysmith_refused_bearers_total",
    ["cause"],
    "Callers whose own key was not good, by cause.",
    () => [...refusals.total].map(([cause, calls]): Reading => [{ cause }, calls]),
  );
  show(Counter, "keysmith_limited_total", ["limit"], "Calls answered with 429, by limit.", () => [
    [{ limit: "bad_keys" }, limits.badKeys.refused],
    [{ limit: "calls" }, limits.calls.refused],
  ]);

  gauge("keysmith_records", "Key records in memory.", () => desk.remembered);
  show(
    Counter,
    "keysmith_record_lookups_total",
    ["from"],
    "Key records looked up, by where the answer was.",
    () => [
      [{ from: "memory" }, desk.hits],
      [{ from: "database" }, desk.misses],
      [{ from: "database_without_lease" }, desk.unleased],
    ],
  );
  show(
    Gauge,
    "keysmith_lookups",
    ["lane", "state"],
    "Lookups in the database and signatures, under way and waiting.",
    () =>
      Object.entries(lanes).flatMap(([lane, { running, waiting }]): Reading[] => [
        [{ lane, state: "running" }, running],
        [{ lane, state: "waiting" }, waiting],
      ]),
  );

  gauge("keysmith_lease_held", "1 while the gate may answer from memory.", () =>
    Number(verifier.holdsLease()),
  );
  gauge(
    "keysmith_feed_poll_age_seconds",
    "Time since the last good look at the change feed; -1 = none yet.",
    () => {
      const ageMs = verifier.sinceGoodPollMs();
      return ageMs === null ? -1 : ageMs / 1_000;
    },
  );
  gauge("keysmith_feed_revision", "The last change that this gate has applied.", () => verifier.applied);
  gauge("keysmith_database_up", "1 unless the last try to reach the database failed.", () =>
    Number(!verifier.databaseAway),
  );

  gauge(
    "keysmith_usage_rows_waiting",
    "Counts that are not in the database yet.",
    () => counter.waiting + writer.waiting,
  );
  counted("keysmith_usage_batches_total", "Batches of counts written.", () => writer.written);
  counted(
    "keysmith_usage_failures_total",
    "Writings of counts that failed; they are repeated.",
    () => writer.failures,
  );
  counted("keysmith_usage_lost_calls_total", "Calls for whose counts there was no room.", () => writer.lost);
  gauge("keysmith_outpost_streams", "Outposts that listen at this gate.", () => streams.size);
  new Gauge({
    name: "keysmith_outposts",
    help: "Outposts of the whole hub, by state; none while the database does not answer.",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      this.reset();
      const counts = await countOutposts(new Date(wallClockMs())).catch(() => ({}));
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
    },
  });

  counted("keysmith_diagnostics_total", "Causes of refusals noted.", () => diagnostics.noted);
  counted(
    "keysmith_diagnostics_dropped_total",
    "Causes not kept: too many in a second.",
    () => diagnostics.droppedInAll,
  );
  return registry;
}

function shown(
  registry: Registry,
  Kind: typeof Gauge | typeof Counter,
  facts: { name: string; labelNames: string[]; help: string },
  read: () => Reading[],
): void {
  new Kind({
    ...facts,
    registers: [registry],
    collect() {
      this.reset();
      for (const [labels, value] of read()) this.inc(labels, value);
    },
  });
}

/** The tallies of the routes as a histogram. The registry asks a metric for its values; it need not have counted them. */
function latencies(meter: Meter): Histogram {
  const name = "keysmith_request_seconds";
  const help = "Time from a request's head to its answer, by route.";
  const get = async () => ({
    name,
    help,
    type: "histogram",
    aggregator: "sum",
    values: valuesOf(meter, name),
  });
  return { name, help, get } as unknown as Histogram;
}

function valuesOf(meter: Meter, name: string) {
  return [...meter.routes].flatMap(({ route, buckets, sumSeconds }) => {
    let answers = 0;
    const cumulative = buckets.map((inBucket, at) => {
      answers += inBucket;
      const le = LATENCY_BOUNDS[at] ?? "+Inf";
      return { metricName: `${name}_bucket`, labels: { route, le }, value: answers };
    });
    return [
      ...cumulative,
      { metricName: `${name}_sum`, labels: { route }, value: sumSeconds },
      { metricName: `${name}_count`, labels: { route }, value: answers },
    ];
  });
}
