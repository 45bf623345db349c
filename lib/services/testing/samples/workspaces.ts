/** Samples of the cards of the workspace and of the hub. */

import { randomUUID } from "node:crypto";
import { startHub } from "@/db/queries/hub";
import { hub as hubTable } from "@/db/schema";
import { digestOf } from "@/lib/crypto/digest";
import { changeWorkspace } from "../../workspaces/edit";
import { getWorkspace } from "../../workspaces/get";
import { setUp } from "../../workspaces/set-up";
import { workspaceSettings } from "../../workspaces/settings";
import { command, email, newcomer, nothing, query, type Sample } from "../sample";

export const WORKSPACE_SAMPLES: Sample[] = [
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
      tokenAudience: "https://api.example.com",
      tokenMinutes: 10,
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
