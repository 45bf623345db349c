"use client";
import { useRouter } from "next/navigation";
import { startTransition, useOptimistic, useState } from "react";
import { settle } from "@/app/_answers/settle";
import { sleeping } from "@/app/_answers/sleeping";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/class-names";
import { isolated } from "@/components/ui/isolated";
import { MaySleep } from "@/components/ui/may-sleep";
import { toast } from "@/components/ui/toast";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { disableApiKey, enableApiKey } from "./actions";
import { useApiKeysDesk } from "./api-keys-desk";

/** The Enabled box of a row. It counts at once and can be undone; of a key that has ended it sleeps, and says why. */
export function EnabledBox({ row }: { row: PersonalKeyRow }) {
  const { tell } = useApiKeysDesk();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [shown, show] = useOptimistic(row.enabled);
  const { id, name, enabled, moves } = row;
  const asleep = sleeping(enabled ? moves.disable : moves.enable);

  function change(to: boolean) {
    startTransition(async () => {
      show(to);
      setBusy(true);
      tell(null);
      const answer = await settle((idempotencyKey) =>
        (to ? enableApiKey : disableApiKey)({ id }, idempotencyKey),
      );
      setBusy(false);
      if ("problem" in answer) return tell({ name, problem: answer.problem });
      if (!to && answer.receipt) tell({ name, did: "disabled", receipt: answer.receipt });
      toast(`${isolated(name)} is ${to ? "enabled" : "disabled"}`, {
        action: { label: "Undo", run: () => change(!to) },
      });
      startTransition(() => router.refresh());
    });
  }
  return (
    <MaySleep sleeping={asleep}>
      <Checkbox
        bare
        label={`Enabled: ${name}`}
        checked={shown}
        aria-disabled={asleep || busy ? true : undefined}
        // Its drawing, not its larger target, begins where the label does.
        className={cx("-ml-1.5", asleep && "opacity-50")}
        onChange={(event) => (asleep || busy ? undefined : change(event.target.checked))}
      />
    </MaySleep>
  );
}
