import type { Answer } from "@/lib/contracts/answer";
import { readCredential } from "@/lib/domain/keys/presented";
import { actorMay, SCOPE_OF } from "@/lib/domain/people/actor";
import { wallClockMs } from "@/lib/entry/clock";
import { actorOf, command, type KeyCall, query } from "@/lib/entry/endpoint";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import { presentationProblem, refusalOfBearer, scopeProblem, tooManyCalls } from "../bearer/admit";
import type { GateParts } from "../gate-parts";
import type { Exchange } from "../http/exchange";
import { INTERNAL, invalid, type Problem, refusalProblem } from "../http/problem";
import { KeyEntry } from "../records/key-entry";
import { type RawCall, readInput } from "./read-input";
import type { Route } from "./route";
import { errorsToWire, toWire } from "./wire";

export type Reply =
  | { ok: true; status: number; value: unknown; replayed: boolean }
  | { ok: false; problem: Problem };

/** One call of the management API. The key's state comes from the database each time. */
export async function runRoute(
  parts: GateParts,
  exchange: Exchange,
  route: Route,
  raw: RawCall,
): Promise<Reply> {
  const { req, ip, requestId } = exchange;
  exchange.tally = parts.meter.route(`${route.method.toUpperCase()} ${route.path}`);
  const presented = readCredential(req);
  if (presented.kind !== "one") return no(presentationProblem(presented));
  const nowMs = wallClockMs();
  const userAgent = req.headers["user-agent"] ?? null;
  const found = await parts.desk.findFresh(presented.text, parts.bearers, ip);
  const { inAuthorization } = presented;
  const from = { ip, userAgent, inAuthorization, path: route.path, nowMs };
  const problem = refusalOfBearer(parts, found, from) ?? tooManyCalls(parts, found, nowMs);
  if (problem !== null || !(found instanceof KeyEntry)) return no(problem!);

  const { record } = found;
  const count = (outcome: "valid" | "insufficient_scope") => {
    parts.counter.count(found, outcome, nowMs);
    parts.counter.countCaller(record, ip, userAgent, nowMs);
  };
  const refusal = whyNot(record, route);
  count(refusal === null ? "valid" : "insufficient_scope");
  if (refusal) return no(refusal);
  const idempotencyKey = readIdempotencyKey(req.headers["idempotency-key"]);
  if (idempotencyKey === undefined)
    return no(invalid({ "Idempotency-Key": "8 to 64 letters, digits, hyphens or underscores." }));
  const input = readInput(route, raw);
  if (!input.ok) return no(input.problem);
  return present(route, await call(route, { record, ip, userAgent, requestId, idempotencyKey }, input.value));
}

/** Whether this key may ask for this at all: a program by its scopes, a person by the role of this moment. */
function whyNot(record: StoredRecord, { card }: Route): Problem | null {
  const { permission } = card;
  const actor = actorOf(record);
  if (record.kind === "personal")
    return actor && actorMay(actor, permission) ? null : refusalProblem("access-denied");
  const scope = SCOPE_OF[permission];
  if (scope !== undefined && record.kind === "access" && record.scopes.includes(scope)) return null;
  return scope === undefined ? PERSONS_ONLY : scopeProblem(scope, record);
}

const PERSONS_ONLY: Problem = {
  status: 403,
  code: "insufficient_scope",
  detail: "No scope allows this to a program. Call with a personal key.",
};

function call(route: Route, by: KeyCall, input: unknown): Promise<Answer<unknown>> {
  return route.kind === "command" ? command(route.card, by, input) : query(route.card, by, input);
}

function present(route: Route, answer: Answer<unknown>): Reply {
  if (answer.kind === "invalid") return no(invalid(errorsToWire(answer.fields)));
  if (answer.kind === "refused") return no(refusalProblem(answer.code));
  if (answer.kind === "failed") return no({ ...INTERNAL, detail: answer.message });
  const { value, receipt, replayed } = answer;
  if (route.kind === "query") {
    const shown = route.present ? route.present(value as never) : value;
    return { ok: true, status: 200, value: toWire(shown), replayed };
  }
  const withReceipt = route.card.withdraws ? { ...(value as object), receipt } : value;
  return { ok: true, status: route.status ?? 200, value: toWire(withReceipt), replayed };
}

/** Null = none was given; undefined = one that cannot be kept. */
function readIdempotencyKey(header: string | string[] | undefined): string | null | undefined {
  if (header === undefined) return null;
  return typeof header === "string" && /^[\w-]{8,64}$/.test(header) ? header : undefined;
}

function no(problem: Problem): Reply {
  return { ok: false, problem };
}
