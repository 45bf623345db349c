/**
 * What the hub sends, as an Outpost keeps it. Whatever is not as agreed throws: of a sentence that was not understood
 * nothing is applied.
 */
import { AUTH_TYPES, type AuthType } from "@/lib/domain/key-sets/auth-types";
import { KEY_KINDS, type KeyKind } from "@/lib/domain/keys/kinds";
import type { KeyRecord } from "@/lib/domain/keys/verdict";
import { once, onceOf } from "./once";

export class WireFault extends Error {
  override readonly name = "WireFault";
}

/** A key version as it is known here. */
export interface SyncedRecord extends KeyRecord {
  /** SHA-256 of the key's whole text, in base64; null where only its tokens may still be about. */
  digest: string | null;
  /** Whose key set it is; null for every other kind, and where the hub did not say. */
  applicationId: string | null;
  owner: Owner | null;
}

export interface Owner {
  userId: string;
  email: string;
  name: string;
  role: string | null;
}

export interface PublishedKey {
  kid: string;
  jwk: Readonly<Record<string, unknown>>;
  state: "next" | "active" | "retired";
  endsAt: Date | null;
}

/** Everything but the keys. */
export interface Head {
  generation: number;
  revision: number;
  outpost: { id: string; name: string; environment: string | null };
  workspace: { id: string; slug: string };
  /** The slugs of the catalog; null = a hub that does not tell them. */
  apis: ReadonlySet<string> | null;
  issuer: string;
  audience: string;
  longestTokenSeconds: number;
  maxStaleSeconds: number;
  signingKeys: PublishedKey[];
  /** jti -> when it may be forgotten, Unix milliseconds. */
  revokedTokens: Map<string, number>;
  canary: { kid: string; token: string } | null;
  /** As it came, to be kept on disk. */
  raw: object;
}

export interface Change {
  revision: number;
  keys: { keyId: string; versions: SyncedRecord[] }[];
  /** Where anything in it changed. */
  head: Head | null;
}

type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown): Fields {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new WireFault("no object");
  return value as Fields;
}

export function readHead(value: unknown): Head {
  const head = fieldsOf(value);
  if (head.format !== 1) throw new WireFault("a format that this Outpost does not know: update it");
  const outpost = fieldsOf(head.outpost);
  const workspace = fieldsOf(head.workspace);
  return {
    generation: count(head.generation),
    revision: count(head.revision),
    outpost: {
      id: text(outpost.id),
      name: text(outpost.name),
      environment: orNull(outpost.environment, text),
    },
    workspace: { id: text(workspace.id), slug: text(workspace.slug) },
    apis: head.apis === undefined ? null : new Set(list(head.apis).map(text)),
    issuer: text(head.issuer),
    audience: text(head.audience),
    longestTokenSeconds: count(head.longest_token_seconds),
    maxStaleSeconds: count(head.max_stale_seconds),
    signingKeys: list(head.signing_keys).map(readPublishedKey),
    revokedTokens: new Map(
      list(head.revoked_tokens).map((one) => {
        const { jti, until } = fieldsOf(one);
        return [text(jti), instant(until).getTime()];
      }),
    ),
    canary: orNull(head.canary, (one) => {
      const { kid, token } = fieldsOf(one);
      return { kid: text(kid), token: text(token) };
    }),
    raw: head,
  };
}

function readPublishedKey(value: unknown): PublishedKey {
  const { kid, jwk, state, ends_at } = fieldsOf(value);
  if (state !== "next" && state !== "active" && state !== "retired")
    throw new WireFault("a key in no known state");
  return { kid: text(kid), jwk: fieldsOf(jwk), state, endsAt: orNull(ends_at, instant) };
}

/** A line of the bundle, or a version in a change: `{"digest", "record"}`. */
export function readVersion(value: unknown): SyncedRecord {
  const { digest, record } = fieldsOf(value);
  const of = fieldsOf(record);
  if (digest !== null && !(typeof digest === "string" && /^[A-Za-z0-9+/]{43}=$/.test(digest)))
    throw new WireFault("a digest that is none");
  if (!(KEY_KINDS as readonly unknown[]).includes(of.kind)) throw new WireFault("a key of no known kind");
  return {
    digest,
    workspaceId: once(text(of.workspaceId)),
    keyId: plain(of.keyId),
    versionId: text(of.versionId),
    publicId: plain(of.publicId),
    generation: count(of.generation),
    kind: of.kind as KeyKind,
    name: text(of.name),
    environment: orNull(of.environment, (environment) => once(text(environment))),
    scopes: scopesOf(of.scopes),
    held: flag(of.held),
    deleted: flag(of.deleted),
    // A hub that knows of no key sets names neither.
    apis: of.apis === undefined ? noApis : apisOf(of.apis),
    authType: of.authType === undefined ? null : orNull(of.authType, authTypeOf),
    applicationId: of.applicationId === undefined ? null : orNull(of.applicationId, text),
    activatedAt: orNull(of.activatedAt, instant),
    expiresAt: orNull(of.expiresAt, instant),
    rotatesAt: orNull(of.rotatesAt, instant),
    retiresAt: orNull(of.retiresAt, instant),
    revokedAt: orNull(of.revokedAt, instant),
    owner: orNull(of.owner, readOwner),
  };
}

function readOwner(value: unknown): Owner {
  const { userId, email, name, role } = fieldsOf(value);
  return { userId: text(userId), email: text(email), name: text(name), role: orNull(role, text) };
}

export function readChange(value: unknown): Change {
  const { revision, keys, head } = fieldsOf(value);
  return {
    revision: count(revision),
    keys: list(keys).map((one) => {
      const { keyId, versions } = fieldsOf(one);
      return { keyId: plain(keyId), versions: list(versions).map(readVersion) };
    }),
    head: orNull(head, readHead),
  };
}

/** The last line of a bundle; null = the value is another line. */
export function readEnd(value: unknown): { versions: number } | null {
  const { end, versions } = fieldsOf(value);
  return end === true ? { versions: count(versions) } : null;
}

export function count(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new WireFault("a number that is none");
  return value as number;
}

export function instant(value: unknown): Date {
  const date = new Date(typeof value === "string" ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new WireFault("an instant that is none");
  return date;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new WireFault("a text that is none");
  return value;
}

/** A name that stands in a line as it is, and by which the line is found. */
function plain(value: unknown): string {
  const name = text(value);
  if (!/^[\w-]{1,64}$/.test(name)) throw new WireFault("a name that is none");
  return name;
}

function flag(value: unknown): boolean {
  if (typeof value !== "boolean") throw new WireFault("a yes or no that is neither");
  return value;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new WireFault("a list that is none");
  return value;
}

/** Null stays null; a missing member is no null. */
function orNull<Value>(value: unknown, read: (value: unknown) => Value): Value | null {
  return value === null ? null : read(value);
}

const noApis: readonly string[] = Object.freeze([]);
const apiLists = new Map<string, readonly string[]>();

function apisOf(value: unknown): readonly string[] {
  const apis = list(value).map(text);
  return onceOf(apiLists, apis.join(" "), () => Object.freeze(apis));
}

function authTypeOf(value: unknown): AuthType {
  if (!(AUTH_TYPES as readonly unknown[]).includes(value))
    throw new WireFault("a credential of no known type");
  return value as AuthType;
}

const scopeLists = new Map<string, readonly string[]>();

/** Lists that say the same are kept once. */
function scopesOf(value: unknown): readonly string[] {
  const scopes = list(value).map(text);
  return onceOf(scopeLists, scopes.join(" "), () => Object.freeze(scopes));
}
