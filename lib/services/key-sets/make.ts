import type { Tx } from "@/db/client";
import { insertKeySet } from "@/db/queries/key-sets";
import { insertKey, insertVersion } from "@/db/queries/keys";
import { newId, newPublicIdOfKey } from "@/lib/crypto/random";
import { type AuthType, defaultName } from "@/lib/domain/key-sets/auth-types";
import { fingerprint, type Policy } from "@/lib/domain/key-sets/policy";
import { actorLabel } from "@/lib/domain/people/actor";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { keyEvent } from "../keys/key-change";

export interface NewKeySet {
  application: { id: string; name: string };
  environment: string;
  authType: AuthType;
  policyTemplateId: string;
  policy: Policy;
  /** The first letters of its text. */
  prefix: string;
}

/**
 * Makes a key set that is pending: it has a name and a public id, and no secret until it is activated. Whoever calls it
 * has the application locked.
 */
export async function makeKeySet(
  tx: Tx,
  ctx: Context,
  { application, environment, authType, policyTemplateId, policy, prefix }: NewKeySet,
): Promise<{ id: string; event: EventDraft }> {
  const id = newId();
  const name = defaultName(authType, application.name);
  const publicId = newPublicIdOfKey();
  await insertKey(tx, {
    id,
    workspaceId: ctx.workspace,
    kind: "key_set",
    name,
    description: "",
    environment,
    scopes: [],
    createdBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
    createdByLabel: actorLabel(ctx.actor),
    ownerId: null,
    createdAt: ctx.now,
    lastUsedAt: null,
    deletedAt: null,
    expiresAt: null,
  });
  await insertVersion(tx, {
    id: newId(),
    workspaceId: ctx.workspace,
    keyId: id,
    generation: 1,
    latest: true,
    prefix,
    publicId,
    digest: null,
    tail: "",
    createdAt: ctx.now,
    activatedAt: null,
    expiresAt: null,
    rotatesAt: null,
    retiresAt: null,
    revokedAt: null,
    revokeReason: null,
    sealedSecret: null,
    revealOnce: false,
    revealedAt: null,
    madeBy: "created",
  });
  await insertKeySet(tx, {
    keyId: id,
    workspaceId: ctx.workspace,
    applicationId: application.id,
    environment,
    authType,
    policyTemplateId,
    policy,
    fingerprint: fingerprint(policy),
    nextPolicy: null,
    current: true,
  });
  const after = { application: application.name, environment, authType, publicId };
  return { id, event: keyEvent("key-set.created", { id, name }, { after }) };
}
