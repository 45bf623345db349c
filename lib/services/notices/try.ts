import { insertDeliveries } from "@/db/queries/notices";
import { getWorkspace } from "@/db/queries/workspaces";
import { tryNotices } from "@/lib/contracts/notices";
import { newId } from "@/lib/crypto/random";
import { type Command, refuse } from "../card";
import { channels } from "./channels";
import { settingsOf } from "./settings";
import { targetsOf } from "./targets";

/** Sends something to see whether it arrives: by the very way that notices take, within seconds. */
export const tryNoticeChannel: Command<typeof tryNotices, { ids: string[] }> = {
  name: "notice.try",
  permission: "notice:edit",
  input: tryNotices,
  async run(tx, ctx, { channel }) {
    const workspace = await getWorkspace(tx, ctx.workspace);
    if (!workspace) return refuse("not-found");
    const settings = await settingsOf(tx, ctx.workspace);
    if (channel === "mail" && channels().mail === null) return refuse("mail-not-set-up");
    const targets = targetsOf(settings, channels()).filter((one) => one.channel === channel);
    if (targets.length === 0) return refuse("nowhere-to-send");
    const rows = targets.map((target) => ({
      id: newId(),
      workspaceId: ctx.workspace as string,
      noticeId: null,
      ...target,
      createdAt: ctx.now,
      attempts: 0,
      dueAt: ctx.now,
      deliveredAt: null,
      error: null,
    }));
    await insertDeliveries(tx, rows);
    return {
      ok: true,
      value: { ids: rows.map(({ id }) => id) },
      event: {
        type: "notice.tried",
        subject: { kind: "workspace", id: ctx.workspace, label: workspace.name },
        after: { channel },
      },
    };
  },
};
