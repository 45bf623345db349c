"use client";
import { useFresh } from "@/app/_answers/use-fresh";
import type { NoticeSettings } from "@/lib/services/notices/settings";
import { readNoticeSettings } from "./actions";

const WAITING_MS = 1_000;

/** The last deliveries as the server gave them, kept fresh while one is under way. */
export function useDeliveries(given: NoticeSettings) {
  const { value, refresh, stale } = useFresh(given, readNoticeSettings, ({ deliveries }) =>
    deliveries.some(({ attempts, dueAt }) => attempts === 0 && dueAt !== null) ? WAITING_MS : null,
  );
  return { deliveries: value.deliveries, now: value.at, refresh, stale };
}
