"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { settle } from "@/app/_answers/settle";
import { focusNextRow } from "@/components/table/focus-next-row";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { deleteAccessKey, disableAccessKey, enableAccessKey } from "./actions";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";

type Act = "disable" | "enable" | "delete";

/** The acts without a dialog: disable and enable at once with Undo, delete after two clicks. */
export function useKeyActs({ id, name }: Pick<KeySubject, "id" | "name">) {
  const { tell } = useKeyDesk();
  const router = useRouter();
  const [busy, setBusy] = useState<Act | null>(null);

  async function run(act: Act, action: typeof disableAccessKey) {
    setBusy(act);
    tell(null);
    const answer = await settle((idempotencyKey) => action({ id }, idempotencyKey));
    setBusy(null);
    if ("problem" in answer) tell({ name, problem: answer.problem });
    return "problem" in answer ? null : answer;
  }
  async function disable() {
    const done = await run("disable", disableAccessKey);
    if (!done) return;
    if (done.receipt) tell({ name, did: "disabled", receipt: done.receipt });
    toast(`${isolated(name)} is disabled`, { action: { label: "Undo", run: enable } });
    router.refresh();
  }
  async function enable() {
    if (!(await run("enable", enableAccessKey))) return;
    toast(`${isolated(name)} is enabled`, { action: { label: "Undo", run: disable } });
    router.refresh();
  }
  async function remove() {
    const done = await run("delete", deleteAccessKey);
    if (!done) return;
    focusNextRow(id);
    if (done.receipt) tell({ name, did: "deleted", receipt: done.receipt });
    router.refresh();
  }
  return { busy, disable, enable, remove };
}
