/** Samples of the cards of signing keys and tokens. */

import { randomBytes, randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { clientOf } from "@/db/queries/key-records";
import { newPublicId } from "@/lib/domain/keys/key-text";
import { createKey } from "../../access-keys/create";
import { runCommand } from "../../run-command";
import { generateSigningKey } from "../../signing-keys/generate";
import { listSigningKeysOf } from "../../signing-keys/list";
import { rotateSigningKey } from "../../signing-keys/rotate";
import { revokeToken } from "../../tokens/revoke-token";
import { tellTokenRefusals } from "../../tokens/tell-refusals";
import { command, nothing, query, type Sample } from "../sample";
import { done } from "../workspace";

const forgetSigningKey = (db: Db, workspace: string) =>
  clientOf(db)`update signing_keys set retired_at = activated_at, sealed_private = null
    where workspace_id = ${workspace} and retired_at is null`;

export const SIGNING_KEY_SAMPLES: Sample[] = [
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
  command(tellTokenRefusals, async ({ home }) => {
    const fields = { name: "Refused", environment: "production", expiration: "90", scopes: [] };
    const { id: keyId } = done(await runCommand(createKey, home.as(), fields));
    const at = "2026-04-01T09:30:00Z";
    const refusals = [{ keyId, cause: "insufficient_scope", count: 3, firstAt: at, lastAt: at }];
    return { input: { refusals }, ctx: home.as({ kind: "host", name: "Gate 1" }) };
  }),
  command(revokeToken, async ({ home }) => ({
    input: { jti: randomUUID(), until: "2096-10-02T07:06:40.000Z", clientId: newPublicId(randomBytes) },
    ctx: home.as({ kind: "key", id: home.id, publicId: "p", name: "K", scopes: ["tokens:exchange"] }),
  })),
];
