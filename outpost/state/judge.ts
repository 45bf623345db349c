/** Whether what was presented is let in: raw keys by the product's own verdict, tokens by theirs and that of their key. */
import { digestBytes, digestKey } from "@/lib/crypto/digest";
import { type KeyFault, readKeyText } from "@/lib/domain/keys/read-key-text";
import { endOf } from "@/lib/domain/keys/status";
import {
  type PresentationHint,
  presentationHint,
  type VerdictCode,
  verdict,
} from "@/lib/domain/keys/verdict";
import type { KeySetsShutBy } from "@/lib/domain/outposts/key-sets";
import { missingScopes } from "@/lib/domain/scopes";
import type { SyncedRecord } from "../sync/wire";
import type { KeyRing } from "../token/key-ring";
import {
  claimsFaultBy,
  type GoodToken,
  type TokenClock,
  type VerificationFault,
  type VerifiedToken,
  verifyToken,
} from "../token/verify-token";
import { Moments } from "./moments";
import { Passport } from "./passport";
import type { Synced } from "./synced";
import { TokenMemory } from "./token-memory";

export type RefusalCode =
  | "no_key"
  | "several_keys"
  | "malformed_key"
  | "invalid_key"
  | "invalid_token"
  | "expired_token"
  | "insufficient_scope"
  | "unavailable";

type KeyWay = "raw" | "basic";

export type Cause = VerdictCode | KeyFault | VerificationFault | "revoked_token" | "unknown_client";

/** What helps whoever presents a key set that is good: how it is presented, or that the Outpost lets in none. */
export type KeySetHint = PresentationHint | KeySetsShutBy;

export interface Denied {
  ok: false;
  refusal: RefusalCode;
  /** For the log and the count; not for the bearer. */
  cause: Cause | null;
  /** Where a key of the workspace was meant: its calls are counted by outcome. */
  counted: { record: SyncedRecord; outcome: VerdictCode } | null;
  /** The scopes that lack. */
  missing?: readonly string[];
  /** Of a key set that is good: whoever presents its whole secret, or a token of it, may know. */
  hint?: KeySetHint;
  /** By which the log tells of this refusal. */
  id?: string | null;
}

export type Judgement = { ok: true; passport: Passport } | Denied;

/** A token whose signature was found good. */
interface Remembered {
  verified: GoodToken;
  /** Null where the rest was not good when it was last asked. */
  passport: Passport | null;
  /** The moment to whose end it is good; null = it is asked anew each time. */
  goodIn: number | null;
}

export class Judge {
  /**
   * Tokens whose signature was found good, twice: to check one again takes far longer than to find it. Only good
   * ones get in, so a stranger can drive nobody out. A signature is good for as long as its kid names the very key that
   * verified it; everything else about a token is asked again in each moment.
   */
  #tokens = new TokenMemory<Remembered>();
  /** Of which state they were found good: with another one that was fetched anew nothing of it is kept. */
  #of: Synced | null = null;
  readonly #moments = new Moments();
  readonly #passports = new WeakMap<SyncedRecord, Passport>();
  readonly #api: string | null;

  /** `api` = the slug of the API that stands behind: key sets are good for the APIs that they are subscribed to. */
  constructor(api: string | null = null) {
    this.#api = api;
  }

  /** `way` = how a key was presented; a token says that itself. */
  judge(
    synced: Synced,
    text: string,
    scopes: readonly string[],
    clock: TokenClock,
    way: KeyWay = "raw",
  ): Judgement {
    // No key has a dot in it, and every token has two.
    return text.includes(".")
      ? this.#judgeToken(synced, text, scopes, clock)
      : this.#judgeKey(synced, text, scopes, clock, way);
  }

  /** The same for somebody who was let in before and is still there. */
  judgeAgain(synced: Synced, passport: Passport, scopes: readonly string[], clock: TokenClock): Judgement {
    const { record, token } = passport;
    if (token) {
      // A state that was fetched anew has its keys anew: the same one is another object there.
      const key = synced.ring.find(token.kid, clock.latest.getTime());
      if (!key?.equals(token.key)) return faulty("unknown_kid");
      const fault = claimsFaultBy(clock, token.claims, synced.expected);
      return fault ? faulty(fault) : this.#judgeBehind(synced, token, passport, scopes, clock);
    }
    const present = synced.records.byPublicId(record.publicId);
    const way = record.authType === "basic" ? "basic" : "raw";
    return present && present.digest === record.digest
      ? this.#judgeRecord(synced, present, scopes, clock, way)
      : denied("invalid_key", "unknown");
  }

  #judgeKey(
    synced: Synced,
    text: string,
    scopes: readonly string[],
    clock: TokenClock,
    way: KeyWay,
  ): Judgement {
    const record = synced.records.byDigest(digestKey(text));
    if (record) return this.#judgeRecord(synced, record, scopes, clock, way);
    const read = readKeyText(text);
    return read.ok ? denied("invalid_key", "unknown") : denied("malformed_key", read.fault);
  }

  #judgeRecord(
    synced: Synced,
    record: SyncedRecord,
    scopes: readonly string[],
    clock: TokenClock,
    way: KeyWay,
  ): Judgement {
    const { outpost, workspace } = synced.head;
    const asked = { scopes, environment: outpost.environment, api: this.#api, way };
    const code = verdict(record, asked, clock.latest);
    if (code !== "valid") {
      const no = notGood("invalid_key", code, record, missingScopes(record.scopes, scopes));
      return this.#withHint(synced, no, record, code, way);
    }
    let passport = this.#passports.get(record);
    if (passport?.workspace !== workspace.slug) {
      passport = new Passport(record, null, workspace.slug);
      this.#passports.set(record, passport);
    }
    return { ok: true, passport };
  }

  #judgeToken(synced: Synced, text: string, scopes: readonly string[], clock: TokenClock): Judgement {
    if (synced !== this.#of) {
      this.#of = synced;
      this.#tokens = new TokenMemory();
    }
    const moment = this.#moments.enter(synced.stamp, clock);
    const digest = digestBytes(text);
    const known = this.#tokens.get(digest, moment);
    if (known?.passport && known.goodIn === moment) return admitted(known.passport, scopes);
    const verified = verifiedAgain(text, known?.verified, synced, clock);
    if (!verified.ok) return faulty(verified.fault);
    const token: Remembered = known ?? { verified, passport: null, goodIn: null };
    if (known) known.verified = verified;
    else this.#tokens.put(digest, token, moment);
    const judgement = this.#judgeBehind(synced, verified, token.passport, [], clock);
    token.passport = judgement.ok ? judgement.passport : null;
    if (!judgement.ok) return judgement;
    const isGoodThroughout = this.#moments.endsAtMs <= firstEndMs(verified, judgement.passport, synced.ring);
    token.goodIn = isGoodThroughout ? moment : null;
    return admitted(judgement.passport, scopes);
  }

  /** A token is good no longer than its key: withdrawn, disabled or gone, it takes its tokens with it. */
  #judgeBehind(
    synced: Synced,
    { kid, key, claims }: NonNullable<Passport["token"]>,
    before: Passport | null,
    scopes: readonly string[],
    clock: TokenClock,
  ): Judgement {
    const { outpost, workspace, revokedTokens } = synced.head;
    if (revokedTokens.has(claims.jti)) return denied("invalid_token", "revoked_token");
    const record = synced.records.byPublicId(claims.client_id);
    if (record?.keyId !== claims.sub) return denied("invalid_token", "unknown_client");
    const asked = { scopes: [], environment: outpost.environment, api: this.#api, way: "token" } as const;
    const code = verdict(record, asked, clock.latest);
    if (code !== "valid") {
      const no = notGood("invalid_token", code, record, []);
      return this.#withHint(synced, no, record, code, "token");
    }
    const isSame = before?.record === record && before.workspace === workspace.slug;
    return admitted(isSame ? before : new Passport(record, { kid, key, claims }, workspace.slug), scopes);
  }

  /** Only of a key set that is neither withdrawn nor ended: of such a one the verdict asks for neither. */
  #withHint(
    synced: Synced,
    no: Denied,
    record: SyncedRecord,
    code: VerdictCode,
    way: KeyWay | "token",
  ): Denied {
    const isNowhere = code === "wrong_environment" && synced.head.outpost.environment === null;
    if (record.kind !== "key_set" || (code !== "not_subscribed" && !isNowhere)) return no;
    const misrepresented = isNowhere ? null : presentationHint(record, way);
    const keySets = synced.keySetsAt(this.#api);
    const hint = misrepresented ?? (keySets === "open" ? null : keySets);
    return hint === null ? no : { ...no, hint };
  }
}

/** A signature that was found good by a key is so for as long as its kid names that key: only the claims are asked again. */
function verifiedAgain(
  text: string,
  known: GoodToken | undefined,
  { ring, expected }: Synced,
  clock: TokenClock,
): VerifiedToken {
  if (!known || ring.find(known.kid, clock.latest.getTime()) !== known.key)
    return verifyToken(text, ring, expected, clock);
  const fault = claimsFaultBy(clock, known.claims, expected);
  return fault ? { ok: false, fault } : known;
}

/** The first end of a token, of its key and of its signing key, Unix milliseconds. */
function firstEndMs({ kid, claims }: GoodToken, { record }: Passport, ring: KeyRing): number {
  const keyEndsAtMs = endOf(record)?.at.getTime() ?? Number.POSITIVE_INFINITY;
  return Math.min(claims.exp * 1_000, keyEndsAtMs, ring.endsAtMs(kid));
}

/** Who holds a good token, if it has the scopes. */
function admitted(passport: Passport, scopes: readonly string[]): Judgement {
  if (scopes.length === 0) return { ok: true, passport };
  const missing = scopes.filter((scope) => !passport.scopes.includes(scope));
  return missing.length > 0
    ? notGood("invalid_token", "insufficient_scope", passport.record, missing)
    : { ok: true, passport };
}

export function denied(refusal: RefusalCode, cause: Cause | null): Denied {
  return { ok: false, refusal, cause, counted: null };
}

function notGood(
  refusal: RefusalCode,
  outcome: VerdictCode,
  record: SyncedRecord,
  missing: readonly string[],
): Denied {
  const counted = { record, outcome };
  return outcome === "insufficient_scope"
    ? { ok: false, refusal: "insufficient_scope", cause: outcome, counted, missing }
    : { ok: false, refusal, cause: outcome, counted };
}

/** That a token is over stands in the token: its bearer may hear it, and fetch another. */
function faulty(fault: VerificationFault): Denied {
  return denied(fault === "expired" ? "expired_token" : "invalid_token", fault);
}
