"use client";
import { ActNotice } from "@/app/_answers/act-notice";
import { useKeyDesk } from "./key-desk";

export function KeyNotice() {
  const { notice, tell } = useKeyDesk();
  return <ActNotice notice={notice} onDismiss={() => tell(null)} />;
}
