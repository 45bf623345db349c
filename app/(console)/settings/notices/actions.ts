"use server";

import { act, look } from "@/lib/entry/action";
import { editNoticeSettings as edit } from "@/lib/services/notices/edit";
import { noticeSettings } from "@/lib/services/notices/settings";
import { tryNoticeChannel as tryChannel } from "@/lib/services/notices/try";

export async function editNoticeSettings(input: unknown, idempotencyKey: unknown) {
  return act(edit, input, idempotencyKey);
}
export async function tryNoticeChannel(input: unknown, idempotencyKey: unknown) {
  return act(tryChannel, input, idempotencyKey);
}
export async function readNoticeSettings() {
  return look(noticeSettings, {});
}
