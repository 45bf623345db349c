/** Samples of the cards of signing keys and tokens. */

import { randomBytes, randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { clientOf } from "@/db/queries/key-records";
import { listOutposts } from "@/db/queries/outposts";
import { newPublicId } from "@/lib/domain/keys/key-text";
import { createKey } from "../../access-keys/create";
import { runCommand } from "../../run-command";
import { generateSigningKey } from "../../signing-keys/generate";
import { listSigningKeysOf } from "../../signing-keys/list";
import { prepareNextSigningKey } from "../../signing-keys/prepare-next";
import { promoteNextSigningKey } from "../../signing-keys/promote";
import { retireSigningKey } from "../../signing-keys/retire";
import { rollBackSigningKey } from "../../signing-keys/roll-back";
import { rotateSigningKey } from "../../signing-keys/rotate";
import { getSigningKeyRotation } from "../../signing-keys/rotation";
import { wipeRetiredSigningKeys } from "../../signing-keys/wipe";
import { withdrawNextSigningKey } from "../../signing-keys/withdraw-next";
import { revokeToken } from "../../tokens/revoke-token";
import { tellTokenRefusals } from "../../tokens/tell-refusals";
import { command, nothing, query, type Sample, type Stage } from "../sample";
import { done } from "../workspace";

const forgetSigningKeys = (db: Db, workspace: string) =>
  clientOf(db)`update signing_keys set retired_at = created_at, sealed_private = null
    where workspace_id = ${workspace} and retired_at is null`;

/** A workspace with a key that signs, and nothing else. */
async function withKey({ db, home }: Stage) {
  await forgetSigningKeys(db, home.id);
  return done(await runCommand(generateSigningKey, home.as(), { bits: 2048 }));
}

/** The same with a next key; gives that one's id. */
async function withNext(stage: Stage) {
  await withKey(stage);
  return done(await runCommand(prepareNextSigningKey, stage.home.as(), { bits: 2048 })).id;
}

/** The same after the next key has taken over; gives the id of the one that drains. */
async function withDraining(stage: Stage) {
  const { db, home } = stage;
  const { id } = await withKey(stage);
  const next = done(await runCommand(prepareNextSigningKey, home.as(), { bits: 2048 }));
  const outposts = await listOutposts(db, home.id);
  const without = outposts.map((outpost) => outpost.id);
  await clientOf(db)`update outposts set last_seen_at = null where workspace_id = ${home.id}`;
  done(await runCommand(promoteNextSigningKey, home.as(), { id: next.id, without }));
  return id;
}

export const SIGNING_KEY_SAMPLES: Sample[] = [
  command(generateSigningKey, async ({ db, home }) => {
    await forgetSigningKeys(db, home.id);
    return { input: { bits: 2048 } };
  }),
  command(rotateSigningKey, async (stage) => {
    await withKey(stage);
    return { input: { bits: 2048 } };
  }),
  command(prepareNextSigningKey, async (stage) => {
    await withKey(stage);
    return { input: { bits: 2048 } };
  }),
  command(promoteNextSigningKey, async (stage) => {
    const id = await withNext(stage);
    const { db, home } = stage;
    await clientOf(db)`update outposts set last_seen_at = null where workspace_id = ${home.id}`;
    const without = (await listOutposts(db, home.id)).map((outpost) => outpost.id);
    return { input: { id, without } };
  }),
  command(withdrawNextSigningKey, async (stage) => ({ input: { id: await withNext(stage) } })),
  command(rollBackSigningKey, async (stage) => ({ input: { id: await withDraining(stage) } })),
  command(retireSigningKey, async (stage) => ({ input: { id: await withDraining(stage) } })),
  command(wipeRetiredSigningKeys, async (stage) => {
    await withDraining(stage);
    return { input: {}, ctx: stage.home.as({ kind: "host", name: "housekeeping" }) };
  }),
  query(listSigningKeysOf, nothing),
  command(tellTokenRefusals, async ({ home }) => {
    const fields = { name: "Refused", environment: "production", expiration: "90", scopes: [] };
    const { id: keyId } = done(await runCommand(createKey, home.as(), fields));
    const at = "2026-04-01T09:30:00Z";
    const refusals = [{ keyId, cause: "insufficient_scope", count: 3, firstAt: at, lastAt: at }];
    return { input: { refusals }, ctx: home.as({ kind: "host", name: "Gate 1" }) };
  }),
  query(getSigningKeyRotation, nothing),
  command(revokeToken, async ({ home }) => ({
    input: { jti: randomUUID(), until: "2096-10-02T07:06:40.000Z", clientId: newPublicId(randomBytes) },
    ctx: home.as({ kind: "key", id: home.id, publicId: "p", name: "K", scopes: ["tokens:exchange"] }),
  })),
];
