"use client";
import { ActNotice } from "@/app/_answers/act-notice";
import { useKeySetDesk } from "./key-set-desk";

/** Why an act without a dialog did not happen. */
export function KeySetNotice() {
  const { notice, tell } = useKeySetDesk();
  return <ActNotice notice={notice} onDismiss={() => tell(null)} />;
}
