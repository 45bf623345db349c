/** Samples of the cards of notices. */
import { editNoticeSettings } from "../../notices/edit";
import { giveDueNotices } from "../../notices/give-due";
import { listNoticesOf } from "../../notices/list";
import { noticeSettings } from "../../notices/settings";
import { tryNoticeChannel } from "../../notices/try";
import { runCommand } from "../../run-command";
import { makeKeySetOf } from "../catalog";
import { command, nothing, query, type Sample } from "../sample";
import { done } from "../workspace";

const webhookUrl = "https://chat.example.com/hook";

export const NOTICE_SAMPLES: Sample[] = [
  query(listNoticesOf, async () => ({ input: { before: "0190c7a8-5b1e-7c3d-9f00-000000000000" } })),
  query(noticeSettings, nothing),
  command(editNoticeSettings, async () => ({
    input: { days: [14, 3], recipients: ["ops@example.com"], webhookUrl },
  })),
  command(tryNoticeChannel, async ({ home }) => {
    done(await runCommand(editNoticeSettings, home.as(), { webhookUrl }));
    return { input: { channel: "webhook" } };
  }),
  command(giveDueNotices, async ({ home }) => {
    const { id } = await makeKeySetOf(home);
    const ctx = home.as({ kind: "host", name: "Notices" }, new Date(Date.now() + 89 * 86_400_000));
    return { input: { access: [], keySets: [id] }, ctx };
  }),
];
