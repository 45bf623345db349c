/** A good input for every command and query, from which the matrix spoils one thing at a time. */
import { randomBytes, randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Db } from "@/db/client";
import { insertDiagnostics } from "@/db/queries/diagnostics";
import { startHub } from "@/db/queries/hub";
import { clientOf } from "@/db/queries/key-records";
import { hub as hubTable } from "@/db/schema";
import type { Answer } from "@/lib/contracts/answer";
import { digestOf } from "@/lib/crypto/digest";
import { newDiagnosticId } from "@/lib/crypto/random";
import type { WorkspaceId } from "@/lib/domain/brand";
import { newPublicId } from "@/lib/domain/keys/key-text";
import type { Actor } from "@/lib/domain/people/actor";
import { deleteKeys, disableKeys, enableKeys, revokeKeys } from "../access-keys/bulk";
import { cleanUpAccessKeys, planCleanUp } from "../access-keys/clean-up";
import { createKey } from "../access-keys/create";
import { deleteKey } from "../access-keys/delete";
import { disableKey } from "../access-keys/disable";
import { editKey } from "../access-keys/edit";
import { enableKey } from "../access-keys/enable";
import { endOverlap } from "../access-keys/end-overlap";
import { exportKeys } from "../access-keys/export";
import { firstUse } from "../access-keys/first-use";
import { getAccessKey } from "../access-keys/get";
import { listKeyHistory } from "../access-keys/histories";
import { keyHistory } from "../access-keys/history";
import { listAccessKeys } from "../access-keys/list";
import { keyNotices } from "../access-keys/notices";
import { regenerateKey } from "../access-keys/regenerate";
import { revokeKey } from "../access-keys/revoke";
import { rollBack } from "../access-keys/roll-back";
import { rotateKey } from "../access-keys/rotate";
import { rotateOwnKey } from "../access-keys/rotate-itself";
import { keyRotation } from "../access-keys/rotation";
import { keySelectionFacts } from "../access-keys/selection";
import { keyUsage } from "../access-keys/usage";
import { listEvents } from "../audit/list";
import { verifyChain } from "../audit/verify-chain";
import type { Command, Query } from "../card";
import type { Context } from "../context";
import { lookupDiagnostic } from "../diagnostics/lookup";
import { accept } from "../people/accept-invitation";
import { setPassword } from "../people/change-password";
import { changeRole } from "../people/change-role";
import { confirmOwnPassword } from "../people/confirm-password";
import { disableMember } from "../people/disable-member";
import { changeProfile } from "../people/edit-profile";
import { enableMember } from "../people/enable-member";
import { endOtherSessions } from "../people/end-other-sessions";
import { endSession } from "../people/end-session";
import { invite } from "../people/invite";
import { listPeople } from "../people/list-people";
import { listSessions } from "../people/list-sessions";
import { removeMember } from "../people/remove-member";
import { startSession } from "../people/start-session";
import { withdrawInvitation } from "../people/withdraw-invitation";
import { canCleanUpPersonal, cleanUpPersonalKeys, planPersonalCleanUp } from "../personal-keys/clean-up";
import { createPersonal } from "../personal-keys/create";
import { deletePersonal } from "../personal-keys/delete";
import { disablePersonal } from "../personal-keys/disable";
import { enablePersonal } from "../personal-keys/enable";
import { personalFirstUse } from "../personal-keys/first-use";
import { listPersonal } from "../personal-keys/list";
import { listAllPersonal } from "../personal-keys/list-all";
import { regeneratePersonal } from "../personal-keys/regenerate";
import { revokePersonal } from "../personal-keys/revoke";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { generateSigningKey } from "../signing-keys/generate";
import { listSigningKeysOf } from "../signing-keys/list";
import { rotateSigningKey } from "../signing-keys/rotate";
import { revokeToken } from "../tokens/revoke-token";
import { changeWorkspace } from "../workspaces/edit";
import { getWorkspace } from "../workspaces/get";
import { setUp } from "../workspaces/set-up";
import { workspaceSettings } from "../workspaces/settings";
import type { Card } from "./cards";
import { contextOf, done, TEST_PASSWORD, type TestWorkspace } from "./workspace";

/** Where a sample is taken: a workspace with its Owner. */
export interface Stage {
  db: Db;
  home: TestWorkspace;
}

export interface Prepared {
  input: Record<string, unknown>;
  /** Who may run it, if not the workspace's Owner. */
  ctx?: Context;
}

export interface Sample {
  card: Card;
  kind: "command" | "query";
  run(ctx: Context, raw: unknown): Promise<Answer<unknown>>;
  /** Makes what the input names, so that the input is good until it has been used. */
  prepare(stage: Stage): Promise<Prepared>;
}

function command<Input extends z.ZodType, Value>(
  card: Command<Input, Value>,
  prepare: Sample["prepare"],
): Sample {
  const run = (ctx: Context, raw: unknown) => runCommand(card, ctx, raw);
  return { card: card as unknown as Card, kind: "command", run, prepare };
}

function query<Input extends z.ZodType, Value>(
  card: Query<Input, Value>,
  prepare: Sample["prepare"],
): Sample {
  const run = (ctx: Context, raw: unknown) => runQuery(card, ctx, raw);
  return { card: card as unknown as Card, kind: "query", run, prepare };
}

const newKey = () => ({
  name: "Orders",
  description: "For the shop",
  expiration: "90",
  environment: "production",
  scopes: ["keys:verify"],
});
const key = async ({ home }: Stage) => done(await runCommand(createKey, home.as(), newKey())).id;
const oneKey = async (stage: Stage) => ({ input: { id: await key(stage) } });
const someKeys = async (stage: Stage) => ({ input: { ids: [await key(stage), await key(stage)] } });
const disabledKeys = async (stage: Stage) => {
  const some = await someKeys(stage);
  done(await runCommand(disableKeys, stage.home.as(), some.input));
  return some;
};
const newPersonal = () => ({ name: "Laptop", description: "For the command line", expiration: "30" });
const personal = async ({ home }: Stage) => ({
  input: { id: done(await runCommand(createPersonal, home.as(), newPersonal())).id },
});
const personalPage = async () => ({ input: { sort: "status", order: "asc", page: 1, size: 10 } });
const rotated = async (stage: Stage) => {
  const good = await oneKey(stage);
  done(await runCommand(rotateKey, stage.home.as(), { ...good.input, overlap: 24 }));
  return good;
};
const email = () => `new-${randomUUID().slice(0, 8)}@example.com`;
const invited = async ({ home }: Stage) =>
  done(await runCommand(invite, home.as(), { email: email(), role: "viewer" }));
const newcomer = (workspace: string) =>
  contextOf(workspace as WorkspaceId, { kind: "newcomer", email: "new@example.com" }, new Date());
const nothing = async () => ({ input: {} });

const forgetSigningKey = (db: Db, workspace: string) =>
  clientOf(db)`update signing_keys set retired_at = activated_at, sealed_private = null
    where workspace_id = ${workspace} and retired_at is null`;

export const SAMPLES: Sample[] = [
  command(createKey, async () => ({ input: newKey() })),
  command(editKey, async (stage) => ({ input: { id: await key(stage), name: "Sales", description: "" } })),
  command(disableKey, oneKey),
  command(enableKey, async (stage) => {
    const good = await oneKey(stage);
    done(await runCommand(disableKey, stage.home.as(), good.input));
    return good;
  }),
  command(regenerateKey, async (stage) => ({ input: { id: await key(stage), expiration: "30" } })),
  command(revokeKey, async (stage) => ({ input: { id: await key(stage), reason: "leaked" } })),
  command(deleteKey, oneKey),
  command(rotateKey, async (stage) => ({
    input: { id: await key(stage), overlap: 48, expiration: "30" },
  })),
  command(endOverlap, rotated),
  command(rollBack, rotated),
  command(rotateOwnKey, async (stage) => {
    const actor = { kind: "key", id: await key(stage), publicId: "p", name: "K", scopes: ["keys:rotate"] };
    return { input: { overlap: 24 }, ctx: stage.home.as(actor as Actor) };
  }),
  query(keyRotation, rotated),
  query(listKeyHistory, async () => ({ input: { of: "revocations", before: 1_000 } })),
  query(getAccessKey, oneKey),
  query(listAccessKeys, async () => ({
    input: {
      q: "o",
      status: "active,revoked",
      environment: "production",
      scope: "keys:verify",
      expiry: null,
      notice: null,
      sort: "name",
      order: "asc",
      page: 1,
      size: 25,
    },
  })),
  query(keyHistory, async (stage) => ({ input: { id: await key(stage), before: 1_000 } })),
  query(keyUsage, oneKey),
  query(firstUse, oneKey),
  command(revokeKeys, async (stage) => {
    const { input } = await someKeys(stage);
    return { input: { ...input, reason: "leaked" } };
  }),
  command(disableKeys, someKeys),
  command(enableKeys, disabledKeys),
  command(deleteKeys, someKeys),
  query(keySelectionFacts, someKeys),
  query(exportKeys, async () => ({ input: { filter: { q: "o", notice: "old", page: 1 } } })),
  query(keyNotices, nothing),
  query(planCleanUp, async () => ({ input: { choices: ["expired", "revoked"] } })),
  command(cleanUpAccessKeys, async (stage) => {
    const { input } = await disabledKeys(stage);
    return { input: { ...input, choices: ["revoked"] } };
  }),
  query(listEvents, async () => ({ input: { before: 1_000 } })),
  query(verifyChain, nothing),
  query(lookupDiagnostic, async ({ db, home }) => {
    const id = newDiagnosticId();
    const refusal = { cause: "unknown", publicId: null, keyId: null, ip: null };
    await insertDiagnostics(db, [{ ...refusal, id, atMs: Date.now(), workspaceId: home.id }]);
    return { input: { id } };
  }),
  command(invite, async () => ({ input: { email: email(), role: "developer" } })),
  command(withdrawInvitation, async (stage) => ({ input: { id: (await invited(stage)).id } })),
  command(accept, async (stage) => ({
    input: { token: (await invited(stage)).token!.reveal(), name: "New", password: "a long pass phrase" },
    ctx: newcomer(stage.home.id),
  })),
  command(changeRole, async ({ home }) => ({
    input: { userId: (await home.member("viewer")).id, role: "admin" },
  })),
  command(removeMember, async ({ home }) => ({ input: { userId: (await home.member("viewer")).id } })),
  command(disableMember, async ({ home }) => ({ input: { userId: (await home.member("viewer")).id } })),
  command(enableMember, async ({ home }) => {
    const input = { userId: (await home.member("viewer")).id };
    done(await runCommand(disableMember, home.as(), input));
    return { input };
  }),
  query(listPeople, nothing),
  command(createPersonal, async () => ({ input: newPersonal() })),
  command(disablePersonal, personal),
  command(enablePersonal, async (stage) => {
    const good = await personal(stage);
    done(await runCommand(disablePersonal, stage.home.as(), good.input));
    return good;
  }),
  command(regeneratePersonal, async (stage) => {
    const { input } = await personal(stage);
    return { input: { ...input, expiration: "60" } };
  }),
  command(deletePersonal, personal),
  command(revokePersonal, async (stage) => {
    const { input } = await personal(stage);
    return { input: { ...input, reason: "leaked" } };
  }),
  query(personalFirstUse, personal),
  query(canCleanUpPersonal, nothing),
  query(planPersonalCleanUp, async () => ({ input: { choices: ["both"] } })),
  command(cleanUpPersonalKeys, async (stage) => {
    const { input } = await personal(stage);
    done(await runCommand(disablePersonal, stage.home.as(), input));
    return { input: { choices: ["revoked"], ids: [input.id] } };
  }),
  query(listPersonal, personalPage),
  query(listAllPersonal, personalPage),
  command(startSession, nothing),
  command(endSession, async ({ home }) => ({
    input: { id: done(await runCommand(startSession, home.as(), {})).sessionId },
  })),
  command(endOtherSessions, nothing),
  query(listSessions, nothing),
  command(confirmOwnPassword, async ({ home }) => {
    const { sessionId } = done(await runCommand(startSession, home.as(), {}));
    return { input: { password: TEST_PASSWORD }, ctx: { ...home.as(), sessionId } };
  }),
  command(changeProfile, async () => ({
    input: { name: "Olive", timeZone: "Europe/Vienna", confirmSeconds: 5 },
  })),
  command(setPassword, async ({ home }) => {
    const person = await home.member("viewer");
    return { input: { current: TEST_PASSWORD, password: "nine other gulls at sea" }, ctx: home.as(person) };
  }),
  command(generateSigningKey, async ({ db, home }) => {
    await forgetSigningKey(db, home.id);
    return { input: { bits: 2048 } };
  }),
  command(rotateSigningKey, async ({ db, home }) => {
    await forgetSigningKey(db, home.id);
    done(await runCommand(generateSigningKey, home.as(), { bits: 2048 }));
    return { input: { bits: 2048 } };
  }),
  query(listSigningKeysOf, nothing),
  command(revokeToken, async ({ home }) => ({
    input: { jti: randomUUID(), until: "2096-10-02T07:06:40.000Z", clientId: newPublicId(randomBytes) },
    ctx: home.as({ kind: "key", id: home.id, publicId: "p", name: "K", scopes: ["tokens:exchange"] }),
  })),
  query(getWorkspace, nothing),
  query(workspaceSettings, nothing),
  command(changeWorkspace, async () => ({
    input: {
      name: "Northwind",
      keyPrefix: "nw",
      environments: ["development", "staging", "production", "eu2"],
      ownScopes: ["orders:write"],
      longestLifetimeDays: 365,
      neverAllowed: true,
    },
  })),
  command(setUp, async ({ db }) => {
    const token = "a".repeat(43);
    const setupDigest = digestOf(token);
    await startHub(db, { createdAt: new Date(), masterKeyProof: "none", setupDigest });
    await db.update(hubTable).set({ setupDigest, setupDoneAt: null });
    const slug = `s${randomUUID().slice(0, 8)}`;
    const owner = { name: "First", email: email(), password: "a long pass phrase" };
    return {
      input: { token, ...owner, workspaceName: "First", workspaceSlug: slug },
      ctx: newcomer(randomUUID()),
    };
  }),
];
