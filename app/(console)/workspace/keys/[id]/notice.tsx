"use client";
import { ActNotice } from "@/app/(console)/keys/_access-keys/key-notice";
import { useKeySetDesk } from "./key-set-desk";

/** Why an act without a dialog did not happen. */
export function KeySetNotice() {
  const { notice, tell } = useKeySetDesk();
  return <ActNotice notice={notice} onDismiss={() => tell(null)} />;
}
