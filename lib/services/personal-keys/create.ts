import { insertKey, insertVersion } from "@/db/queries/keys";
import { workspaceOfMember } from "@/db/queries/personal-keys";
import { createPersonalKey } from "@/lib/contracts/personal-keys";
import { newId } from "@/lib/crypto/random";
import { expiryFrom, lifetimeRefusal } from "@/lib/domain/keys/expiry";
import { actorLabel } from "@/lib/domain/people/actor";
import { type Command, refuse } from "../card";
import { keyChanged, keyEvent } from "../keys/key-change";
import { newVersion } from "../keys/new-version";
import type { IssuedKey } from "../keys/replace-version";
import { inBrowser } from "./in-browser";

/** Creates a personal key of the acting person. Its whole text is in this answer alone. */
export const createPersonal: Command<typeof createPersonalKey, IssuedKey> = {
  name: "personal-key.create",
  permission: "personal-key:own",
  input: createPersonalKey,
  async run(tx, ctx, { name, description, expiration }) {
    const person = inBrowser(ctx);
    if (!person) return refuse("not-by-key");
    const workspace = await workspaceOfMember(tx, ctx.workspace, person.id);
    if (!workspace) return refuse("access-denied");
    const refusal = lifetimeRefusal(expiration, workspace);
    if (refusal) return refuse(refusal);
    const key = { id: newId(), prefix: workspace.keyPrefix, kind: "personal" as const, environment: null };
    const version = newVersion(ctx, key);
    const expiresAt = expiryFrom(expiration, ctx.now);
    await insertKey(tx, {
      id: key.id,
      workspaceId: ctx.workspace,
      kind: "personal",
      name,
      description,
      environment: null,
      // None of its own: what it may do is what its user's role allows, at each call.
      scopes: [],
      createdBy: person.id,
      createdByLabel: actorLabel(person),
      ownerId: person.id,
      createdAt: ctx.now,
      lastUsedAt: null,
      deletedAt: null,
      expiresAt,
    });
    await insertVersion(tx, { ...version.row, generation: 1, latest: true, expiresAt });
    const { publicId } = version.row;
    const ends = expiresAt?.toISOString() ?? null;
    return {
      ok: true,
      value: { id: key.id, name, publicId, environment: null, expiresAt: ends, secret: version.text },
      event: keyEvent(
        "personal-key.created",
        { id: key.id, name },
        { after: { name, description, expiresAt: ends, publicId } },
      ),
      changes: keyChanged(key.id),
    };
  },
};
