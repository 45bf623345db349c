"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Notice } from "@/app/_answers/act-notice";
import { settle } from "@/app/_answers/settle";
import { focusNextRow } from "@/components/table/focus-next-row";
import { deleteOneApplication } from "../actions";

/** Deletes an application after two clicks, without a dialog; the receipt, or why not, is for above the table. */
export function useDeletion() {
  const router = useRouter();
  const [notice, setNotice] = useState<Notice | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  async function remove({ id, name }: { id: string; name: string }) {
    setBusy(id);
    setNotice(null);
    const answer = await settle((idempotencyKey) => deleteOneApplication({ id }, idempotencyKey));
    setBusy(null);
    if ("problem" in answer) return setNotice({ name, problem: answer.problem });
    focusNextRow(id);
    if (answer.receipt) setNotice({ name, did: "deleted", receipt: answer.receipt });
    router.refresh();
  }
  return { notice, dismiss: () => setNotice(null), busy, remove };
}
