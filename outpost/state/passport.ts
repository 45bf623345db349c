import { endOf } from "@/lib/domain/keys/status";
import { REGISTERED_CLAIMS, type TokenClaims } from "@/lib/domain/tokens/claims";
import { headOf, linesOf } from "@/lib/whole-answer";
import type { Meter } from "../sync/meter";
import type { SyncedRecord } from "../sync/wire";
import type { GoodToken } from "../token/verify-token";

/** An answer about somebody is kept by nobody. */
export const UNSTORED = ["Cache-Control", "no-store"] as const;
const unstoredText = linesOf(UNSTORED);

/** Most are half as long; what somebody's payload makes longer is written each time. */
const longestKept = 1_024;

/** Who was let in: the key that was presented, or the one behind the token. */
export class Passport {
  /** Counts its calls; null = there was none yet. */
  meter: Meter | null = null;
  #vouching: string | null = null;
  readonly record: SyncedRecord;
  /** Null where the key itself was presented. */
  readonly token: Pick<GoodToken, "kid" | "key" | "claims"> | null;
  /** A scope that was taken from the key is taken from its tokens too. */
  readonly scopes: readonly string[];
  readonly workspace: string;
  #headers: readonly string[] | null = null;

  constructor(record: SyncedRecord, token: Passport["token"], workspace: string) {
    this.record = record;
    this.token = token;
    const held = new Set(record.scopes);
    this.scopes = token
      ? (token.claims.scope?.split(" ") ?? []).filter((scope) => held.has(scope))
      : record.scopes;
    this.workspace = workspace;
  }

  /** What the API behind the Outpost is told, as a flat list of names and values. Made once. */
  get headers(): readonly string[] {
    this.#headers ??= [...this.#firstLines(), ...recordLines(this.record).list, ...this.#lastLines()];
    return this.#headers;
  }

  /** The head of the answer that tells it to a proxy which asks. */
  get vouching(): string {
    if (this.#vouching !== null) return this.#vouching;
    const own = linesOf(this.#lastLines());
    // Joined, it is one text in memory, and no tree of its parts that each answer would climb anew.
    const text = [headOf(204, this.#firstLines()), recordLines(this.record).text, own, unstoredText].join("");
    if (text.length <= longestKept) this.#vouching = text;
    return text;
  }

  #firstLines(): string[] {
    const lines = ["X-Keysmith-Auth", this.token ? "token" : "key"];
    add(lines, "X-Keysmith-Workspace", this.workspace);
    return lines;
  }

  #lastLines(): string[] {
    const lines: string[] = [];
    add(lines, "X-Keysmith-Scopes", this.scopes.join(" "));
    if (!this.token) return lines;
    add(lines, "X-Keysmith-Token-Id", this.token.claims.jti);
    const payload = payloadText(this.token.claims);
    if (payload) lines.push("X-Keysmith-Payload", payload);
    return lines;
  }

  get claims(): TokenClaims | null {
    return this.token?.claims ?? null;
  }

  /** What the token's caller added to it; empty for a key. */
  get payload(): Record<string, unknown> {
    const own: [string, unknown][] = [];
    const { claims } = this;
    for (const name in claims) if (!registered.has(name)) own.push([name, claims[name]]);
    return Object.fromEntries(own);
  }

  /** When what was presented ends by the clock; null = never. */
  get endsAt(): Date | null {
    if (this.claims) return new Date(this.claims.exp * 1_000);
    return endOf(this.record)?.at ?? null;
  }
}

/** Without `__proto__`, which the hub refuses by now: a token of before may have it for a member, and it is handed on. */
const registered: ReadonlySet<string> = new Set(REGISTERED_CLAIMS);

/** What is said of one record. */
interface Lines {
  readonly list: readonly string[];
  /** The same as it stands in a head. */
  readonly text: string;
}

/** The lines that are the same for all who come with a key, or with any token of it. */
const written = new WeakMap<SyncedRecord, Lines>();

function recordLines(record: SyncedRecord): Lines {
  const known = written.get(record);
  if (known) return known;
  const { keyId, publicId, generation, kind, name, environment, applicationId, owner } = record;
  const list: string[] = [];
  add(list, "X-Keysmith-Key-Id", keyId);
  add(list, "X-Keysmith-Public-Id", publicId);
  add(list, "X-Keysmith-Version", String(generation));
  add(list, "X-Keysmith-Kind", kind);
  add(list, "X-Keysmith-Name", name);
  add(list, "X-Keysmith-Environment", environment);
  add(list, "X-Keysmith-Application-Id", applicationId);
  add(list, "X-Keysmith-User-Id", owner?.userId);
  add(list, "X-Keysmith-User-Name", owner?.name);
  add(list, "X-Keysmith-User-Email", owner?.email);
  add(list, "X-Keysmith-User-Role", owner?.role);
  const lines = { list, text: linesOf(list) };
  written.set(record, lines);
  return lines;
}

/** What is not there, or is empty, has no line. */
function add(lines: string[], header: string, value: string | null | undefined): void {
  if (value) lines.push(header, escaped(value));
}

/** What the token's caller added to it, as JSON in base64url; null where that is nothing. */
function payloadText(claims: TokenClaims): string | null {
  let members = "";
  for (const name in claims) {
    if (registered.has(name)) continue;
    members += `${members === "" ? "" : ","}${JSON.stringify(name)}:${JSON.stringify(claims[name])}`;
  }
  return members === "" ? null : Buffer.from(`{${members}}`).toString("base64url");
}

/** Visible ASCII and inner spaces stay; everything else, and %, as percent-encoded UTF-8: a name must not end a header. */
function escaped(value: string): string {
  return /^[!-$&-~]+( [!-$&-~]+)*$/.test(value)
    ? value
    : value
        .toWellFormed()
        .replace(/[^!-$&-~]/gu, (character) => (character === " " ? "%20" : encodeURIComponent(character)));
}
