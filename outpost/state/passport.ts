import { endOf } from "@/lib/domain/keys/status";
import { REGISTERED_CLAIMS, type TokenClaims } from "@/lib/domain/tokens/claims";
import type { SyncedRecord } from "../sync/wire";

/** Who was let in: the key that was presented, or the one behind the token. */
export class Passport {
  readonly record: SyncedRecord;
  /** Null where the key itself was presented. */
  readonly token: { kid: string; claims: TokenClaims } | null;
  readonly scopes: readonly string[];
  readonly workspace: string;
  #headers: readonly string[] | null = null;

  constructor(record: SyncedRecord, token: Passport["token"], workspace: string) {
    this.record = record;
    this.token = token;
    this.scopes = token ? (token.claims.scope?.split(" ") ?? []) : record.scopes;
    this.workspace = workspace;
  }

  /** What the API behind the Outpost is told, as a flat list of names and values. Made once. */
  get headers(): readonly string[] {
    this.#headers ??= this.#written();
    return this.#headers;
  }

  #written(): string[] {
    const { keyId, publicId, generation, kind, name, environment, owner } = this.record;
    const headers = [
      ["X-Keysmith-Auth", this.claims ? "token" : "key"],
      ["X-Keysmith-Workspace", this.workspace],
      ["X-Keysmith-Key-Id", keyId],
      ["X-Keysmith-Public-Id", publicId],
      ["X-Keysmith-Version", String(generation)],
      ["X-Keysmith-Kind", kind],
      ["X-Keysmith-Name", name],
      ["X-Keysmith-Scopes", this.scopes.join(" ")],
      ["X-Keysmith-Environment", environment],
      ["X-Keysmith-User-Id", owner?.userId],
      ["X-Keysmith-User-Name", owner?.name],
      ["X-Keysmith-User-Email", owner?.email],
      ["X-Keysmith-User-Role", owner?.role],
      ["X-Keysmith-Token-Id", this.claims?.jti],
      ["X-Keysmith-Payload", payloadText(this.payload)],
    ] as const;
    return headers.flatMap(([header, value]) => (value ? [header, escaped(value)] : []));
  }

  get claims(): TokenClaims | null {
    return this.token?.claims ?? null;
  }

  /** What the token's caller added to it; empty for a key. */
  get payload(): Record<string, unknown> {
    const registered: readonly string[] = REGISTERED_CLAIMS;
    const own = Object.entries(this.claims ?? {}).filter(([name]) => !registered.includes(name));
    return Object.fromEntries(own);
  }

  /** When what was presented ends by the clock; null = never. */
  get endsAt(): Date | null {
    if (this.claims) return new Date(this.claims.exp * 1_000);
    return endOf(this.record)?.at ?? null;
  }
}

function payloadText(payload: Record<string, unknown>): string | null {
  const empty = Object.keys(payload).length === 0;
  return empty ? null : Buffer.from(JSON.stringify(payload)).toString("base64url");
}

/** Visible ASCII and inner spaces stay; everything else, and %, as percent-encoded UTF-8: a name must not end a header. */
function escaped(value: string): string {
  return /^[!-$&-~]+( [!-$&-~]+)*$/.test(value)
    ? value
    : value
        .toWellFormed()
        .replace(/[^!-$&-~]/gu, (character) => (character === " " ? "%20" : encodeURIComponent(character)));
}
