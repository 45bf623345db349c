"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Notice } from "@/app/_answers/act-notice";
import { settle } from "@/app/_answers/settle";
import { focusNextRow } from "@/components/table/focus-next-row";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { removeOneGroup, removeOneOrganization } from "./actions";
import type { Kind, Named } from "./task";

export const REMOVERS = { organization: removeOneOrganization, group: removeOneGroup };

/** Removes a row after two clicks, without a dialog; why it could not be is for above the tables. */
export function useRemoval() {
  const router = useRouter();
  const [notice, setNotice] = useState<Notice | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  async function remove(of: Kind, { id, name }: Named) {
    setBusy(id);
    setNotice(null);
    const answer = await settle(() => REMOVERS[of]({ id }));
    setBusy(null);
    if ("problem" in answer) return setNotice({ name, problem: answer.problem });
    focusNextRow(id);
    toast(`${isolated(name)} is removed`);
    router.refresh();
  }
  return { notice, dismiss: () => setNotice(null), busy, remove };
}
