/**
 * A workspace that no other test knows, for what concerns all keys of one: its Owner's browser, and keys of any age.
 * Made by the commands that the console itself runs, at an earlier present.
 */
import type { BrowserContext } from "@playwright/test";
import type { z } from "zod";
import type { Role } from "@/lib/domain/people/roles";
import { createKey } from "@/lib/services/access-keys/create";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { disableKey } from "@/lib/services/access-keys/disable";
import { enableKey } from "@/lib/services/access-keys/enable";
import { listAccessKeys } from "@/lib/services/access-keys/list";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import type { Command } from "@/lib/services/card";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { removeOutpost } from "@/lib/services/outposts/remove";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { deletePersonal } from "@/lib/services/personal-keys/delete";
import { disablePersonal } from "@/lib/services/personal-keys/disable";
import { enablePersonal } from "@/lib/services/personal-keys/enable";
import { listPersonal } from "@/lib/services/personal-keys/list";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { done } from "@/lib/services/testing/workspace";
import { openNeighbourhood } from "../matrix/stage";
import { enter } from "./enter";
import { hubUrl } from "./run";

export interface AgedKey {
  name: string;
  daysAgo?: number;
  expiration?: string;
  description?: string;
  scopes?: string[];
}

export async function openOwnWorkspace() {
  const stage = await openNeighbourhood();
  const { home } = stage;
  const at = (daysAgo = 0) => home.as(home.owner, new Date(Date.now() - daysAgo * 86_400_000));
  const run = async <Input extends z.ZodType, Value>(
    card: Command<Input, Value>,
    input: object,
    daysAgo = 0,
  ) => done(await runCommand(card, at(daysAgo), input));
  // The neighbourhood's own keys are nothing to a test of a whole table.
  const { rows } = done(await runQuery(listAccessKeys, at(), {}));
  for (const { id } of rows) await run(deleteKey, { id });
  const own = done(await runQuery(listPersonal, at(), {}));
  for (const { id } of own.rows) await run(deletePersonal, { id });
  return {
    /** Where commands can be run that the screens are not about, and the person of each role there. */
    home,
    people: stage.people,
    /** Signs the browser in as the workspace's Owner, or its person of another role. */
    signIn: async (context: BrowserContext, who: Role = "owner") => enter(context, await stage.signIn(who)),
    async key({ daysAgo, expiration = "365", description = "For a test", ...key }: AgedKey) {
      const form = { environment: "production", scopes: [], ...key, expiration, description };
      const made = await run(createKey, form, daysAgo);
      return { id: made.id, text: made.secret!.reveal() };
    },
    async personalKey({ name, daysAgo, expiration = "365" }: AgedKey) {
      return { id: (await run(createPersonal, { name, description: "", expiration }, daysAgo)).id };
    },
    slug: home.slug,
    /** Makes the key that signs its tokens. By the hub itself: only it can seal what it will open again. */
    async signingKey(): Promise<void> {
      const maker = await run(createKey, {
        ...{ name: "Makes the signing key", description: "", environment: "production" },
        ...{ expiration: "30", scopes: ["signing-keys:write"] },
      });
      const answer = await fetch(`${hubUrl()}/v1/signing-keys`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${maker.secret!.reveal()}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ bits: 2048 }),
      });
      if (!answer.ok) throw new Error(`the signing key was answered ${answer.status}`);
      await run(deleteKey, { id: maker.id });
    },
    /** Enrols an Outpost; gives the token by which it is known. */
    async outpost(name: string): Promise<string> {
      return (await run(enrolOutpost, { name, environment: null })).token!.reveal();
    },
    /** Removes one, as somebody else would in another window. */
    async removeOutpost(name: string): Promise<void> {
      const { outposts } = done(await runQuery(listOutpostsOf, at(), {}));
      await run(removeOutpost, { id: outposts.find((outpost) => outpost.name === name)?.id });
    },
    revoke: (id: string, daysAgo?: number) => run(revokeKey, { id, reason: "other" }, daysAgo),
    disable: (id: string, daysAgo?: number) => run(disableKey, { id }, daysAgo),
    enable: (id: string) => run(enableKey, { id }),
    disablePersonal: (id: string, daysAgo?: number) => run(disablePersonal, { id }, daysAgo),
    enablePersonal: (id: string) => run(enablePersonal, { id }),
    /** What is to be sent at a later time is due now. */
    hurryDeliveries: stage.hurryDeliveries,
    close: stage.close,
  };
}
