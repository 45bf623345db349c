"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { settle } from "@/app/_answers/settle";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { activateKeySet } from "../actions";
import { useKeySetDesk } from "./key-set-desk";

/** *Activate* takes no power away, and needs no question; what keeps it from happening is told above the page. */
export function useActivate({ id, name }: { id: string; name: string }) {
  const { tell } = useKeySetDesk();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function activate() {
    setBusy(true);
    tell(null);
    const answer = await settle((idempotencyKey) => activateKeySet({ id }, idempotencyKey));
    setBusy(false);
    if ("problem" in answer) tell({ name, problem: answer.problem });
    else toast(`${isolated(name)} is active`);
    router.refresh();
  }
  return { busy, activate };
}
