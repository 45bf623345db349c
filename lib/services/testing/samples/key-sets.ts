/** Samples of the cards of key sets. */

import { deliverKeySetAgain, keySetDelivery } from "../../key-sets/delivery";
import { keySetFilterOptions } from "../../key-sets/filter-options";
import { getKeySet } from "../../key-sets/get";
import { listKeySets } from "../../key-sets/list";
import { regenerateKeySet } from "../../key-sets/regenerate";
import { renameKeySet } from "../../key-sets/rename";
import { resumeKeySet } from "../../key-sets/resume";
import { retrieveKeySetCredentials } from "../../key-sets/retrieve";
import { revokeKeySet } from "../../key-sets/revoke";
import { rotateDueKeySets } from "../../key-sets/rotate-due";
import { suspendKeySet } from "../../key-sets/suspend";
import { keySetUsage } from "../../key-sets/usage";
import { makeKeySetOf } from "../catalog";
import { after, also, command, query, type Sample, type Stage } from "../sample";
import { enrolled } from "./outposts";

const one = async ({ home }: Stage) => ({ input: { id: (await makeKeySetOf(home)).id } });

export const KEY_SET_SAMPLES: Sample[] = [
  query(listKeySets, async () => ({
    input: { q: "Shop", status: "active", authType: "api_key", createdFrom: "2026-01-01", sort: "rotates" },
  })),
  query(keySetFilterOptions, async ({ home }) => {
    const { api, application } = await makeKeySetOf(home);
    return { input: { api: api.id, application: application.id } };
  }),
  query(getKeySet, one),
  query(keySetDelivery, one),
  command(deliverKeySetAgain, async (stage) => {
    const { id: outpostId } = await enrolled(stage);
    return { input: { ...(await one(stage)).input, outpostId } };
  }),
  query(keySetUsage, one),
  command(retrieveKeySetCredentials, also(one, { version: 1 })),
  command(suspendKeySet, also(one, { reason: "Looked at" })),
  command(resumeKeySet, after(one, suspendKeySet)),
  command(regenerateKeySet, also(one, { version: 1 })),
  command(revokeKeySet, also(one, { reason: "leaked" })),
  command(rotateDueKeySets, async ({ home }) => {
    const { id } = await makeKeySetOf(home);
    const ctx = home.as({ kind: "host", name: "Schedule" }, new Date(Date.now() + 91 * 86_400_000));
    return { input: { ids: [id] }, ctx };
  }),
  command(renameKeySet, also(one, { name: "The shop's own" })),
];
