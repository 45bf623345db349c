import type { VerifyRequest } from "@/lib/contracts/verify";
import type { WorkspaceId } from "@/lib/domain/brand";
import { causeText } from "@/lib/domain/diagnostics/cause";
import { type Presented, readCredential } from "@/lib/domain/keys/presented";
import { unmet } from "@/lib/domain/keys/unmet";
import { hintOf, verdict } from "@/lib/domain/keys/verdict";
import { SCOPE_OF } from "@/lib/domain/people/actor";
import { wallClockMs } from "@/lib/entry/clock";
import { type StoredRecord, tracePublicId } from "@/lib/services/gate/key-records";
import { FAULT_SENTENCES, HINT_SENTENCES } from "@/lib/verdict-messages";
import { presentationProblem, refusalOfBearer, scopeProblem } from "../bearer/admit";
import type { GateParts } from "../gate-parts";
import { isJson, readBody } from "../http/body";
import { answer, type Exchange } from "../http/exchange";
import { andThen, fail } from "../http/failure";
import { invalid, NOT_JSON, refuse, TOO_LARGE, wrongMethod } from "../http/problem";
import type { Found, Missing } from "../records/key-desk";
import { KeyEntry } from "../records/key-entry";
import { type Negative, negativeJson, unmetCondition } from "./negative";
import { readRequest } from "./read-request";

const scope = SCOPE_OF["key:verify"]!;
const path = "/v1/keys/verify";

/** `POST /v1/keys/verify`: whether a key is good, and for what. */
export function verify(parts: GateParts, exchange: Exchange): void {
  const { req } = exchange;
  const presented = readCredential(req);
  if (req.method !== "POST") refuse(exchange, wrongMethod(["POST"]));
  else if (presented.kind !== "one") refuse(exchange, presentationProblem(presented));
  else if (!isJson(req.headers["content-type"])) refuse(exchange, NOT_JSON);
  else {
    readBody(req, (body) => {
      if (body === null) refuse(exchange, TOO_LARGE);
      else new VerifyCall(parts, exchange, presented, body).begin();
    });
  }
}

/** One call, from its body to its answer. Where memory has both keys, it passes without a pause. */
class VerifyCall {
  readonly #parts: GateParts;
  readonly #exchange: Exchange;
  readonly #presented: Extract<Presented, { kind: "one" }>;
  readonly #body: Buffer;
  readonly #nowMs = wallClockMs();

  constructor(
    parts: GateParts,
    exchange: Exchange,
    presented: Extract<Presented, { kind: "one" }>,
    body: Buffer,
  ) {
    this.#parts = parts;
    this.#exchange = exchange;
    this.#presented = presented;
    this.#body = body;
  }

  begin(): void {
    const { desk, bearers, log } = this.#parts;
    try {
      const caller = desk.find(this.#presented.text, bearers, this.#exchange.ip);
      andThen(this.#exchange, log, caller, (found) => this.#admit(found));
    } catch (error) {
      fail(this.#exchange, error, log);
    }
  }

  #admit(found: Found): void {
    const { req, ip } = this.#exchange;
    const { inAuthorization } = this.#presented;
    const userAgent = req.headers["user-agent"] ?? null;
    const from = { ip, userAgent, inAuthorization, path, nowMs: this.#nowMs };
    const problem = refusalOfBearer(this.#parts, found, from);
    if (problem !== null || !(found instanceof KeyEntry)) {
      refuse(this.#exchange, problem!);
      return;
    }
    const caller = found.record;
    if (caller.kind !== "access" || !caller.scopes.includes(scope)) {
      this.#parts.counter.count(found, "insufficient_scope", this.#nowMs);
      refuse(this.#exchange, scopeProblem(scope, caller));
      return;
    }
    this.#parts.counter.touch(caller, this.#nowMs);
    const read = readRequest(this.#body);
    if (read.ok) this.#find(caller, read.request);
    else refuse(this.#exchange, invalid(read.errors));
  }

  #find(caller: StoredRecord, request: VerifyRequest): void {
    const { desk, targets, log } = this.#parts;
    const target = desk.find(request.key, targets);
    andThen(this.#exchange, log, target, (found) => {
      if (!(found instanceof KeyEntry)) this.#explain(caller, found);
      // Another workspace's key does not exist here, whole secret or not.
      else if (found.record.workspaceId !== caller.workspaceId) this.#deny({ code: "unknown" }, null, caller);
      else this.#judge(found, request, caller);
    });
  }

  #judge(target: KeyEntry, request: VerifyRequest, caller: StoredRecord): void {
    const { record } = target;
    const { counter } = this.#parts;
    const scopes = request.scopes ?? [];
    const { environment = null, api = null, username } = request;
    // Both halves of Basic have to be right: with another user name it is nobody's password.
    if (username !== undefined && username !== record.publicId) {
      this.#deny({ code: "unknown" }, null, caller);
      return;
    }
    const way = username === undefined ? "raw" : "basic";
    const asked = { scopes, environment, api, way } as const;
    const code = verdict(record, asked, new Date(this.#nowMs));
    counter.count(target, code, this.#nowMs);
    const { source } = request;
    if (source) counter.countCaller(record, source.ip ?? null, source.user_agent ?? null, this.#nowMs);
    if (code === "valid") {
      answer(this.#exchange, 200, "application/json", `{"valid":true,"code":"valid","key":${target.json}}`);
      return;
    }
    const hint = hintOf(record, asked, code);
    if (hint !== null) this.#deny({ code, hint, message: HINT_SENTENCES[hint] }, target, caller);
    else if (code === "insufficient_scope" || code === "wrong_environment") {
      const declared = this.#parts.declared.find(record.workspaceId, this.#nowMs);
      andThen(this.#exchange, this.#parts.log, declared, (names) => {
        this.#deny(unmetCondition(code, unmet(code, record, asked, names)), target, caller);
      });
    } else this.#deny({ code }, target, caller);
  }

  #explain(caller: StoredRecord, missing: Missing): void {
    if (missing.missing === "malformed") {
      const { fault, publicId } = missing;
      this.#deny({ code: "malformed", message: FAULT_SENTENCES[fault], hint: fault }, null, caller, publicId);
      return;
    }
    const { publicId } = missing;
    const traced = this.#parts.proven.run(() => tracePublicId(caller.workspaceId as WorkspaceId, publicId));
    andThen(this.#exchange, this.#parts.log, traced, (hint) => {
      this.#deny({ code: "unknown", hint: hint ?? undefined }, null, caller, publicId);
    });
  }

  /** `target` only where the whole secret matched a key of the caller's workspace. */
  #deny(no: Negative, target: KeyEntry | null, caller: StoredRecord, publicId: string | null = null): void {
    if (target === null && (no.code === "unknown" || no.code === "malformed"))
      this.#parts.meter.judged(no.code);
    const diagnosticId = this.#parts.diagnostics.note({
      atMs: this.#nowMs,
      cause: causeText(no.hint ?? no.code, no.names),
      publicId: target?.record.publicId ?? publicId,
      workspaceId: caller.workspaceId,
      keyId: target?.record.keyId ?? null,
      ip: this.#exchange.ip,
    });
    answer(this.#exchange, 200, "application/json", negativeJson(no, diagnosticId, target));
  }
}
