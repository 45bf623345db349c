import { insertKey, insertVersion } from "@/db/queries/keys";
import { createAccessKey } from "@/lib/contracts/access-keys";
import { newId } from "@/lib/crypto/random";
import { expiryFrom, lifetimeRefusal } from "@/lib/domain/keys/expiry";
import { ownScheduleRefusal, rotationOf } from "@/lib/domain/keys/own-schedule";
import { actorLabel } from "@/lib/domain/people/actor";
import { type Command, refuse } from "../card";
import { keyChanged, keyEvent } from "../keys/key-change";
import { newVersion } from "../keys/new-version";
import type { IssuedKey } from "../keys/replace-version";
import { checkGrant } from "./check-grant";

/** Creates an access key. Its whole text is in this answer alone. */
export const createKey: Command<typeof createAccessKey, IssuedKey> = {
  name: "access-key.create",
  permission: "access-key:create",
  input: createAccessKey,
  async run(tx, ctx, input) {
    const grant = await checkGrant(tx, ctx, input);
    if (!grant.ok) return grant;
    const forbidden = lifetimeRefusal(input.expiration, grant.workspace);
    if (forbidden) return refuse(forbidden);
    const { name, description, environment, scopes, rotateEveryDays, rotateOverlapHours } = input;
    const expiresAt = expiryFrom(input.expiration, ctx.now);
    const own =
      rotateEveryDays === null ? null : { everyDays: rotateEveryDays, overlapHours: rotateOverlapHours };
    const cannot = own && ownScheduleRefusal({ activatedAt: ctx.now, expiresAt }, own);
    if (cannot) return refuse(cannot);
    const key = { id: newId(), prefix: grant.workspace.keyPrefix, kind: "access" as const, environment };
    const version = newVersion(ctx, key);
    const rotatesAt = own && rotationOf(ctx.now, expiresAt, own.everyDays);
    await insertKey(tx, {
      id: key.id,
      workspaceId: ctx.workspace,
      kind: "access",
      name,
      description,
      environment,
      scopes,
      createdBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
      createdByLabel: actorLabel(ctx.actor),
      ownerId: null,
      createdAt: ctx.now,
      lastUsedAt: null,
      deletedAt: null,
      expiresAt,
      rotateEveryDays: own?.everyDays ?? null,
      rotateOverlapHours: own?.overlapHours ?? null,
    });
    await insertVersion(tx, { ...version.row, generation: 1, latest: true, expiresAt, rotatesAt });
    return {
      ok: true,
      value: {
        id: key.id,
        name,
        publicId: version.row.publicId,
        environment,
        expiresAt: expiresAt?.toISOString() ?? null,
        secret: version.text,
      },
      event: keyEvent(
        "access-key.created",
        { id: key.id, name },
        {
          after: {
            name,
            description,
            environment,
            scopes,
            expiresAt: expiresAt?.toISOString() ?? null,
            publicId: version.row.publicId,
            ...(own && { rotateEveryDays, rotateOverlapHours }),
          },
        },
      ),
      changes: keyChanged(key.id),
    };
  },
};
