/** A workspace with an Owner in a fresh database, and contexts to act in it: what the tests of services start from. */
import { randomBytes, randomUUID } from "node:crypto";
import { createDb } from "@/db/client";
import { startChain } from "@/db/queries/events";
import { insertMembership, insertUser } from "@/db/queries/people";
import { insertWorkspace } from "@/db/queries/workspaces";
import { createTestDatabase } from "@/db/testing/database";
import type { Answer } from "@/lib/contracts/answer";
import { hashPassword } from "@/lib/crypto/passwords";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Actor } from "@/lib/domain/people/actor";
import { builtInRole, type HeldRole, type Role } from "@/lib/domain/people/roles";
import { CHAIN_START } from "../audit/verify-chain";
import type { Context } from "../context";
import { closeDatabase, provideDatabase } from "../database";
import { provideSealingKeys } from "../sealing";
import { NEW_WORKSPACE } from "../workspaces/set-up";

/** Opens a fresh database for this test file, and makes it the services' own. */
export async function openTestHub() {
  const test = await createTestDatabase();
  const database = createDb(test.url);
  provideDatabase(database);
  provideSealingKeys([{ version: 1, bytes: randomBytes(32) }]);
  return {
    ...test,
    db: database.db,
    sql: database.sql,
    close: () => closeDatabase().then(test.drop),
  };
}

/** The password of everybody in these workspaces. */
export const TEST_PASSWORD = "nine gulls and a lighthouse";
let passwordHash: Promise<string>;

export interface TestWorkspace {
  id: WorkspaceId;
  slug: string;
  owner: Actor & { kind: "user" };
  /** A Context of this workspace, by default its Owner's, now. */
  as(actor?: Actor, now?: Date): Context;
  /** A new member with a built-in role, or with one that has been added. */
  member(role: Role | HeldRole): Promise<Actor & { kind: "user" }>;
}

export async function makeWorkspace(
  db: ReturnType<typeof createDb>["db"],
  ownScopes: string[] = [],
): Promise<TestWorkspace> {
  const id = randomUUID() as string as WorkspaceId;
  const slug = `w${id.slice(0, 8)}`;
  const createdAt = new Date();
  passwordHash ??= hashPassword(TEST_PASSWORD);
  const join = async (given: Role | HeldRole) => {
    const role = typeof given === "string" ? builtInRole(given) : given;
    const userId = randomUUID();
    const actor = {
      kind: "user" as const,
      id: userId,
      name: `The ${role.slug}`,
      email: `${role.slug}-${userId.slice(0, 8)}@example.com`,
      role,
    };
    await db.transaction(async (tx) => {
      await insertUser(tx, {
        id: userId,
        email: actor.email,
        name: actor.name,
        passwordHash: await passwordHash,
        createdAt,
        timeZone: null,
        confirmSeconds: 2,
      });
      await insertMembership(tx, id, { userId, role: role.slug, createdAt });
    });
    return actor;
  };
  await db.transaction(async (tx) => {
    await insertWorkspace(tx, {
      id,
      slug,
      name: `Workspace ${slug}`,
      ...NEW_WORKSPACE,
      ownScopes,
      createdAt,
    });
    await startChain(tx, id, CHAIN_START);
  });
  const owner = await join("owner");
  return {
    id,
    slug,
    owner,
    member: join,
    as: (actor = owner, now = new Date()) => contextOf(id, actor, now),
  };
}

export function contextOf(
  workspace: WorkspaceId,
  actor: Actor,
  now: Date,
  idempotencyKey: string | null = null,
): Context {
  const opened = performance.now();
  const elapsedMs = () => performance.now() - opened;
  return {
    workspace,
    actor,
    now,
    elapsedMs,
    via: "console",
    ip: "203.0.113.9",
    userAgent: "test",
    requestId: randomUUID(),
    idempotencyKey,
    confirmedAt: now,
    sessionId: null,
  } as unknown as Context;
}

/** The value of an answer that must be `done`. */
export function done<T>(answer: Answer<T>): T {
  if (answer.kind !== "done") throw new Error(`expected done, got ${JSON.stringify(answer)}`);
  return answer.value;
}
