"use client";
import { useCallback, useEffect, useState } from "react";
import type { NoticeSettings } from "@/lib/services/notices/settings";
import { readNoticeSettings } from "./actions";

type Sent = NoticeSettings["deliveries"];
const WAITING_MS = 1_000;

/** The last deliveries as the server gave them, kept fresh while one is under way. */
export function useDeliveries(given: Sent, asked: Date) {
  const [read, setRead] = useState<{ of: Sent; deliveries: Sent; now: Date } | null>(null);
  const shown = read?.of === given ? read : { deliveries: given, now: asked };
  const refresh = useCallback(async () => {
    const answer = await readNoticeSettings().catch(() => null);
    if (answer?.kind === "done")
      setRead({ of: given, deliveries: answer.value.deliveries, now: answer.value.at });
  }, [given]);
  const waits = shown.deliveries.some(({ attempts, dueAt }) => attempts === 0 && dueAt !== null);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void refresh(), WAITING_MS);
    return () => clearInterval(timer);
  }, [waits, refresh]);
  return { ...shown, refresh };
}
