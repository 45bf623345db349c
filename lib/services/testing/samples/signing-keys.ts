/** Samples of the cards of signing keys and tokens. */

import { randomBytes, randomUUID } from "node:crypto";
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
import { standSigningKeys } from "../signing-keys";
import { done } from "../workspace";

/** The Outposts of the workspace, after which nobody has heard of any. */
async function silenced({ db, home }: Stage): Promise<string[]> {
  await clientOf(db)`update outposts set last_seen_at = null where workspace_id = ${home.id}`;
  return (await listOutposts(db, home.id)).map(({ id }) => id);
}

export const SIGNING_KEY_SAMPLES: Sample[] = [
  command(generateSigningKey, async (stage) => {
    await standSigningKeys(stage, []);
    return { input: { bits: 2048 } };
  }),
  ...[rotateSigningKey, prepareNextSigningKey].map((card) =>
    command(card, async (stage) => {
      await standSigningKeys(stage, ["active"]);
      return { input: { bits: 2048 } };
    }),
  ),
  command(promoteNextSigningKey, async (stage) => {
    const [, id] = await standSigningKeys(stage, ["active", "next"]);
    return { input: { id, without: await silenced(stage) } };
  }),
  command(withdrawNextSigningKey, async (stage) => {
    const [, id] = await standSigningKeys(stage, ["active", "next"]);
    return { input: { id } };
  }),
  ...[rollBackSigningKey, retireSigningKey].map((card) =>
    command(card, async (stage) => {
      const [, id] = await standSigningKeys(stage, ["active", "draining"]);
      return { input: { id } };
    }),
  ),
  command(wipeRetiredSigningKeys, async (stage) => {
    await standSigningKeys(stage, ["active", "draining"]);
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
