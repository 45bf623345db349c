import type { IncomingMessage, ServerResponse } from "node:http";
import type { Registry } from "prom-client";
import { monotonicMs, wallClockMs } from "@/lib/entry/clock";
import { READ_TOGETHER } from "@/lib/services/gate/key-records";
import { createApi } from "./api/app";
import { throughApi } from "./api/bridge";
import { Refusals } from "./bearer/refusals";
import { Diagnostics } from "./diagnostics/diagnostics";
import type { GateLog } from "./gate-log";
import type { GateParts } from "./gate-parts";
import { answerHealth, type Pages, type Readiness, readiness } from "./health";
import { type Exchange, fixedHeaders } from "./http/exchange";
import { type LimitSettings, Limits, NO_LIMITS } from "./limits/limits";
import { answerMetrics } from "./metrics/answer-metrics";
import { Meter } from "./metrics/meter";
import { createRegistry } from "./metrics/registry";
import { answerOutpost } from "./outposts/outpost-paths";
import { OutpostStreams } from "./outposts/streams";
import { KeyDesk } from "./records/key-desk";
import { Lane } from "./records/lane";
import { Gathering } from "./tokens/gathering";
import { IssuerDesk } from "./tokens/issuer-desk";
import { RefusalWriter } from "./tokens/refusal-writer";
import { answerToken } from "./tokens/token-paths";
import { TokenRefusals } from "./tokens/token-refusals";
import { UsageCounter } from "./usage/usage-counter";
import { UsageWriter } from "./usage/usage-writer";
import { Verifier } from "./verifier/verifier";
import { DeclaredDesk } from "./verify/declared-desk";
import { verify } from "./verify/verify";
import { whoami } from "./whoami";

export interface GateOptions {
  /** Where the gate's own two connections to the change feed lead: a direct address, no transaction pooler. */
  feedUrl: string;
  /** The gate's name on receipts. */
  name: string;
  /** Where programs reach the hub; the documents name it. */
  publicUrl: URL;
  log: GateLog;
  /** Absent = none. */
  limits?: LimitSettings;
  /** Who may read the metrics; null = this machine alone. */
  metricsToken?: string | null;
  /** Where the same process serves the pages. */
  pages?: () => Pages;
}

/** Who called, as the front knows it: the address as far as it can be trusted, and the request's name in logs. */
export interface Caller {
  ip: string | null;
  requestId: string;
}

export interface Gate {
  /** Answers a request to one of the gate's paths (`isGatePath`); never throws. */
  handle(req: IncomingMessage, res: ServerResponse, caller: Caller): void;
  ready(): Promise<Readiness>;
  /** Whether the database could not be reached when it was last tried; costs nothing to ask. */
  databaseAway(): boolean;
  /** Ends the answers that have no end of their own, and takes no more of them: before requests under way are waited for. */
  endStreams(): void;
  /** Takes the gate off the list of verifiers and writes what it has counted. */
  stop(): Promise<void>;
}

/** A killed gate takes the counts since its last batch with it: that and the writing must stay within a second. */
const countsEveryMs = 800;
const refusalsEveryMs = 1_000;

/** Opens the gate: registers it as a verifier, and returns once it holds its lease or the database has not answered. */
export async function createGate(options: GateOptions): Promise<Gate> {
  const { log } = options;
  const verifier: Verifier = new Verifier({
    ...options,
    memory: {
      apply(changes) {
        desk.apply(changes);
        issuers.apply(changes);
        streams.apply(changes);
      },
      forgetAll() {
        desk.forgetAll();
        issuers.forgetAll();
        streams.endAll();
      },
    },
  });
  const desk = new KeyDesk(() => verifier.holdsLease());
  const issuers = new IssuerDesk(() => verifier.holdsLease());
  const streams = new OutpostStreams(verifier, log);
  const counter = new UsageCounter();
  const writer = new UsageWriter(verifier.id, counter, log);
  const diagnostics = new Diagnostics(log);
  const tokenRefusals = new TokenRefusals();
  const refusalWriter = new RefusalWriter(tokenRefusals, options.name, log);
  const meter = new Meter();
  const proven = new Lane(2, 1_024);
  const signing = new Lane(2, 1_024);
  const parts: GateParts = {
    desk,
    counter,
    diagnostics,
    limits: new Limits(options.limits ?? NO_LIMITS),
    refusals: new Refusals(log),
    meter,
    log,
    // Together no more than one shared reading takes: nobody waits for a third one.
    bearers: new Lane(READ_TOGETHER / 2, 512),
    targets: new Lane(READ_TOGETHER / 2, 1_024),
    anybody: new Lane(2, 512),
    proven,
    issuers,
    declared: new DeclaredDesk(proven),
    tokenRefusals,
    signing,
    gathering: new Gathering(signing),
    streams,
    bundles: new Lane(2, 1_024),
  };
  const api = createApi(parts, options.publicUrl);
  await verifier.start();
  const writing = [
    setInterval(() => void writer.flush(wallClockMs()), countsEveryMs),
    setInterval(() => {
      void diagnostics.flush();
      void refusalWriter.flush(wallClockMs());
      parts.refusals.tell(wallClockMs());
    }, refusalsEveryMs),
  ];

  const ready = () => readiness(verifier, options.pages?.());
  const fixed = fixedHeaders(options.publicUrl);
  // Made at the first look: whoever does not measure does not pay for it.
  let registry: Registry | undefined;
  const measured = () => {
    registry ??= createRegistry({ ...parts, verifier, writer }, options.name);
    return registry;
  };
  const tallies = {
    verify: meter.route("POST /v1/keys/verify"),
    whoami: meter.route("GET /v1/whoami"),
    health: meter.route("GET /healthz, /readyz"),
    metrics: meter.route("GET /metrics"),
    other: meter.route("other"),
  };

  function route(exchange: Exchange): void {
    const path = pathOf(exchange.req.url);
    switch (path) {
      case "/v1/keys/verify":
        exchange.tally = tallies.verify;
        verify(parts, exchange);
        return;
      case "/v1/whoami":
        exchange.tally = tallies.whoami;
        whoami(parts, exchange);
        return;
      case "/healthz":
      case "/readyz":
        exchange.tally = tallies.health;
        answerHealth(exchange, path, ready, log);
        return;
      case "/metrics":
        exchange.tally = tallies.metrics;
        answerMetrics(exchange, measured, options.metricsToken ?? null, log);
        return;
      default:
        if (answerToken(parts, exchange, path)) return;
        if (answerOutpost(parts, exchange, path)) return;
        throughApi(api, exchange, log);
    }
  }

  return {
    handle: (req, res, { ip, requestId }) =>
      route({ req, res, ip, requestId, fixed, tally: tallies.other, startedMs: monotonicMs() }),
    ready,
    databaseAway: () => verifier.databaseAway,
    endStreams: () => streams.close(),
    async stop() {
      streams.close();
      for (const timer of writing) clearInterval(timer);
      await verifier.stop();
      await Promise.all([writer.end(wallClockMs()), refusalWriter.end(wallClockMs()), diagnostics.flush()]);
    },
  };
}

function pathOf(url = "/"): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}
