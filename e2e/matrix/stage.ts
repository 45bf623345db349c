/** Two workspaces of their own inside the running hub, with people of every role and keys: what the matrix acts on. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, createDb } from "@/db/client";
import { hashPassword } from "@/lib/crypto/passwords";
import type { Actor } from "@/lib/domain/people/actor";
import { ROLES, type Role } from "@/lib/domain/people/roles";
import { HUB_SCOPES } from "@/lib/domain/scopes";
import { createKey } from "@/lib/services/access-keys/create";
import { disableKey } from "@/lib/services/access-keys/disable";
import { rotateKey } from "@/lib/services/access-keys/rotate";
import { rotateDueAccessKeys } from "@/lib/services/access-keys/rotate-due";
import { closeDatabase, provideDatabase } from "@/lib/services/database";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { disableMember } from "@/lib/services/people/disable-member";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { disablePersonal } from "@/lib/services/personal-keys/disable";
import { runCommand } from "@/lib/services/run-command";
import { provideSealingKeys } from "@/lib/services/sealing";
import { workspacePrinter } from "@/lib/services/testing/fingerprints";
import { standDemo } from "@/lib/services/testing/samples/demo";
import { standSigningKeys } from "@/lib/services/testing/signing-keys";
import { done, makeWorkspace, type TestWorkspace } from "@/lib/services/testing/workspace";
import { sealingKeys } from "@/server/child-environment";
import { findMasterKey } from "@/server/master-key";
import { databaseUrl } from "../harness/database-url";
import { hubUrl, RUN } from "../harness/run";

/** The password of everybody there. */
export const STAGE_PASSWORD = "correct horse battery staple";
let passwordHash: Promise<string> | undefined;

export interface Neighbourhood {
  home: TestWorkspace;
  away: TestWorkspace;
  /** A person of each role of `home`. */
  people: Record<Role, Extract<Actor, { kind: "user" }>>;
  /** Signs a person of a role of `home` in, or the Owner of `away`: their cookies, the same each time. */
  signIn(who: Role | "neighbour"): Promise<string>;
  /** Makes a key in `home` (or another workspace) by the command that the console runs. */
  key(scopes?: string[], of?: TestWorkspace): Promise<{ id: string; text: string; publicId: string }>;
  /** Leaves `home` without a signing key, or with one. */
  signingKey(there: boolean): Promise<void>;
  /** Leaves `home` with a next key beside the one that signs, and its Outposts unknown. */
  nextSigningKey(): Promise<{ id: string; without: string[] }>;
  /** Leaves `home` with a key that drains. */
  drainingSigningKey(): Promise<{ id: string }>;
  /** Disables a key of `home`. */
  disable(id: string): Promise<void>;
  /** Makes a key of `home` whose schedule has rotated it, with its new secret waiting. */
  waitingKey(): Promise<{ id: string; text: string }>;
  /** What is to be sent of `home` at a later time is due now. */
  hurryDeliveries(): Promise<void>;
  /** Rotates a key of `home`. */
  rotate(id: string): Promise<void>;
  /** Gives everybody the password again, and their sessions the moment in which they gave it. */
  freshen(): Promise<void>;
  /** Lets a quarter of an hour pass since anybody gave a password. */
  letPasswordsAge(): Promise<void>;
  /** A key of each workspace that may do all that keys may do. */
  managers: { home: string; away: string };
  /** Enrols an Outpost in `home`. */
  outpost(): Promise<{ id: string }>;
  /** Disables a member of `home`. */
  shutOut(userId: string): Promise<void>;
  /** A personal key of each workspace's Owner. */
  persons: { home: string; away: string };
  suspendKeySet(id: string): Promise<void>;
  /** Makes a personal key of the Owner of `home`. */
  personalKey(): Promise<{ id: string }>;
  /** Disables it again. */
  disablePersonal(id: string): Promise<void>;
  /** Leaves `home` with demo data, or without. */
  demoData(there: boolean): Promise<void>;
  /** What a workspace consists of, its counters aside. Two looks are equal while nobody has changed anything. */
  look(workspace: "home" | "away"): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** Counters move by themselves when somebody is refused. */
const facts = [
  "api_auth_types",
  "apis",
  "applications",
  "demo_objects",
  "events",
  "group_members",
  "groups",
  "key_versions",
  "holds",
  "memberships",
  "invitations",
  "key_sets",
  "organizations",
  "outposts",
  "policy_templates",
  "subscription_key_sets",
  "subscriptions",
  "users",
  "roles",
  "workspaces",
];

export async function openNeighbourhood(): Promise<Neighbourhood> {
  const pool = createDb(databaseUrl("runner"), { max: 2 });
  provideDatabase(pool);
  // The hub's own: what is sealed here is opened there.
  const masterKeyFile = join(process.env[RUN.folder] ?? "", "data", "secrets", "master.key");
  provideSealingKeys(sealingKeys(findMasterKey({ masterKey: null, masterKeyFile })?.keys ?? []));
  const owner = createClient(databaseUrl("owner"), { max: 1 });
  const home = await makeWorkspace(pool.db, ["orders:write"]);
  const away = await makeWorkspace(pool.db, ["orders:write"]);
  const people = [away.owner, home.owner];
  for (const role of ROLES) if (role !== "owner") people.push(await home.member(role));
  const ids = people.map(({ id }) => id);
  passwordHash ??= hashPassword(STAGE_PASSWORD);
  const hash = await passwordHash;
  const freshen = async () => {
    await owner`update users set password_hash = ${hash} where id in ${owner(ids)}`;
    await owner`update sessions set confirmed_at = now() where user_id in ${owner(ids)}`;
  };
  const letPasswordsAge = async () => {
    await owner`update sessions set confirmed_at = confirmed_at - interval '15 minutes' where user_id in ${owner(ids)}`;
  };
  await freshen();
  const cookies = new Map<string, Promise<string>>();
  const signIn = (who: Role | "neighbour") => {
    const person = who === "neighbour" ? away.owner : people.slice(1).find(({ role }) => role.slug === who)!;
    const cookie = cookies.get(who) ?? signInCookie(person.email);
    cookies.set(who, cookie);
    return cookie;
  };
  const looks = {
    home: workspacePrinter(owner, home.id, facts),
    away: workspacePrinter(owner, away.id, facts),
  };
  const key = async (scopes: string[] = [], of = home) => {
    const input = { name: "Orders", environment: "production", scopes, expiration: "90" };
    const made = done(await runCommand(createKey, of.as(), input));
    return { id: made.id, text: made.secret!.reveal(), publicId: made.publicId };
  };
  const personal = async (of = home) => {
    const made = done(await runCommand(createPersonal, of.as(), { name: "Laptop", expiration: "90" }));
    return { id: made.id, text: made.secret!.reveal() };
  };
  async function signingKey(there: boolean) {
    await standSigningKeys({ db: pool.db, home }, there ? ["active"] : []);
  }
  async function nextSigningKey() {
    const [, id] = await standSigningKeys({ db: pool.db, home }, ["active", "next"]);
    const rows =
      await owner`update outposts set last_seen_at = null where workspace_id = ${home.id} returning id`;
    return { id: id!, without: rows.map((row) => String(row.id)) };
  }
  async function drainingSigningKey() {
    const [, id] = await standSigningKeys({ db: pool.db, home }, ["active", "draining"]);
    return { id: id! };
  }
  const everything = Object.keys(HUB_SCOPES);
  const manager = (await key(everything)).text;
  return {
    home,
    away,
    people: Object.fromEntries(people.slice(1).map((one) => [one.role.slug, one])) as Neighbourhood["people"],
    signIn,
    key,
    signingKey,
    nextSigningKey,
    drainingSigningKey,
    async disable(id) {
      done(await runCommand(disableKey, home.as(), { id }));
    },
    async waitingKey() {
      const schedule = { expiration: "90", rotateEveryDays: 30, scopes: ["keys:rotate"] };
      const input = { name: "Orders", environment: "production", ...schedule };
      const { id, secret } = done(await runCommand(createKey, home.as(), input));
      await owner`update key_versions set rotates_at = now() where key_id = ${id}`;
      const ctx = home.as({ kind: "host", name: "Schedule" });
      await runCommand(rotateDueAccessKeys, ctx, { ids: [id] });
      // The hub's own schedule may be at it.
      for (;;) {
        const rows =
          await owner`select 1 from key_versions where key_id = ${id} and sealed_secret is not null`;
        if (rows.length > 0) return { id, text: secret!.reveal() };
        await sleep(200);
      }
    },
    async hurryDeliveries() {
      await owner`update deliveries set due_at = now() where workspace_id = ${home.id} and due_at is not null`;
    },
    async rotate(id) {
      done(await runCommand(rotateKey, home.as(), { id }));
    },
    freshen,
    letPasswordsAge,
    async outpost() {
      const name = `Orders ${randomUUID().slice(0, 8)}`;
      return done(await runCommand(enrolOutpost, home.as(), { name }));
    },
    async shutOut(userId) {
      done(await runCommand(disableMember, home.as(), { userId }));
    },
    persons: { home: (await personal()).text, away: (await personal(away)).text },
    personalKey: () => personal(),
    async disablePersonal(id) {
      done(await runCommand(disablePersonal, home.as(), { id }));
    },
    demoData: (there) => standDemo({ home }, there),
    async suspendKeySet(id) {
      done(await runCommand(suspendKeySet, home.as(), { id }));
    },
    managers: { home: manager, away: (await key(everything, away)).text },
    look: (workspace) => looks[workspace](),
    async close() {
      await owner.end();
      await closeDatabase();
    },
  };
}

/** Signs in as the browser's form does; gives the cookies as a request sends them. */
async function signInCookie(email: string): Promise<string> {
  const asked = await fetch(`${hubUrl()}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${hubUrl()}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: {
      cookie: cookiesIn(asked),
      "content-type": "application/x-www-form-urlencoded",
      origin: hubUrl(),
    },
    body: new URLSearchParams({ csrfToken, email, password: STAGE_PASSWORD, json: "true" }),
  });
  const cookies = cookiesIn(answer);
  if (!cookies.includes("session=")) throw new Error(`${email} could not sign in: ${answer.status}`);
  return cookies;
}

function cookiesIn(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
