/** Samples of the cards of access keys. */

import type { Actor } from "@/lib/domain/people/actor";
import { deleteKeys, disableKeys, enableKeys, revokeKeys } from "../../access-keys/bulk";
import { cleanUpAccessKeys, planCleanUp } from "../../access-keys/clean-up";
import { createKey } from "../../access-keys/create";
import { deleteKey } from "../../access-keys/delete";
import { accessKeyDelivery, deliverAccessKeyAgain } from "../../access-keys/delivery";
import { disableKey } from "../../access-keys/disable";
import { editKey } from "../../access-keys/edit";
import { enableKey } from "../../access-keys/enable";
import { endOverlap } from "../../access-keys/end-overlap";
import { exportKeys } from "../../access-keys/export";
import { firstUse } from "../../access-keys/first-use";
import { getAccessKey } from "../../access-keys/get";
import { listKeyHistory } from "../../access-keys/histories";
import { listAccessKeys } from "../../access-keys/list";
import { keyNotices } from "../../access-keys/notices";
import { regenerateKey } from "../../access-keys/regenerate";
import { revealKey, revealOwnKey } from "../../access-keys/reveal";
import { revokeKey } from "../../access-keys/revoke";
import { rollBack } from "../../access-keys/roll-back";
import { rotateKey } from "../../access-keys/rotate";
import { rotateDueAccessKeys } from "../../access-keys/rotate-due";
import { rotateOwnKey } from "../../access-keys/rotate-itself";
import { keyRotation } from "../../access-keys/rotation";
import { keySelectionFacts } from "../../access-keys/selection";
import { keyUsage } from "../../access-keys/usage";
import { keyHistory } from "../../keys/history";
import { runCommand } from "../../run-command";
import { after, also, command, nothing, query, type Sample, type Stage } from "../sample";
import { done } from "../workspace";
import { enrolled } from "./outposts";

/** A good input of Create Key. */
export const newKey = () => ({
  name: "Orders",
  description: "For the shop",
  expiration: "90",
  environment: "production",
  scopes: ["keys:verify"],
});
const key = async ({ home }: Stage) => done(await runCommand(createKey, home.as(), newKey())).id;
const oneKey = async (stage: Stage) => ({ input: { id: await key(stage) } });
const someKeys = async (stage: Stage) => ({ input: { ids: [await key(stage), await key(stage)] } });
const disabledKeys = after(someKeys, disableKeys);
/** One whose schedule has rotated it, and whose new secret waits. */
export const waitingKey = async ({ home }: Pick<Stage, "home">) => {
  const { id } = done(await runCommand(createKey, home.as(), { ...newKey(), rotateEveryDays: 30 }));
  const ctx = home.as({ kind: "host", name: "Schedule" }, new Date(Date.now() + 31 * 86_400_000));
  done(await runCommand(rotateDueAccessKeys, ctx, { ids: [id] }));
  return { id };
};
const rotated = after(oneKey, rotateKey, { overlap: 24 });

export const ACCESS_KEY_SAMPLES: Sample[] = [
  command(createKey, async () => ({ input: { ...newKey(), rotateEveryDays: 60, rotateOverlapHours: 24 } })),
  command(
    editKey,
    also(oneKey, { name: "Sales", description: "", rotateEveryDays: 60, rotateOverlapHours: 24 }),
  ),
  command(disableKey, oneKey),
  command(enableKey, after(oneKey, disableKey)),
  command(regenerateKey, also(oneKey, { expiration: "30" })),
  command(revokeKey, also(oneKey, { reason: "leaked" })),
  command(deleteKey, oneKey),
  command(rotateKey, also(oneKey, { overlap: 48, expiration: "30" })),
  command(endOverlap, rotated),
  command(rollBack, rotated),
  command(rotateOwnKey, async (stage) => {
    const actor = { kind: "key", id: await key(stage), publicId: "p", name: "K", scopes: ["keys:rotate"] };
    return { input: { overlap: 24 }, ctx: stage.home.as(actor as Actor) };
  }),
  command(rotateDueAccessKeys, async ({ home }) => {
    const { id } = done(await runCommand(createKey, home.as(), { ...newKey(), rotateEveryDays: 30 }));
    const ctx = home.as({ kind: "host", name: "Schedule" }, new Date(Date.now() + 31 * 86_400_000));
    return { input: { ids: [id] }, ctx };
  }),
  command(revealKey, async (stage) => ({ input: await waitingKey(stage) })),
  command(revealOwnKey, async (stage) => {
    const { id } = await waitingKey(stage);
    const actor = { kind: "key", id, publicId: "p", name: "K", scopes: ["keys:rotate"] };
    return { input: {}, ctx: stage.home.as(actor as Actor) };
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
  query(accessKeyDelivery, oneKey),
  command(deliverAccessKeyAgain, async (stage) => {
    const { id: outpostId } = await enrolled(stage);
    return { input: { id: await key(stage), outpostId } };
  }),
  query(keyHistory, also(oneKey, { before: 1_000 })),
  query(keyUsage, oneKey),
  query(firstUse, oneKey),
  command(revokeKeys, also(someKeys, { reason: "leaked" })),
  command(disableKeys, someKeys),
  command(enableKeys, disabledKeys),
  command(deleteKeys, someKeys),
  query(keySelectionFacts, someKeys),
  query(exportKeys, async () => ({ input: { filter: { q: "o", notice: "old", page: 1 } } })),
  query(keyNotices, nothing),
  query(planCleanUp, async () => ({ input: { choices: ["expired", "revoked"] } })),
  command(cleanUpAccessKeys, also(disabledKeys, { choices: ["revoked"] })),
];
