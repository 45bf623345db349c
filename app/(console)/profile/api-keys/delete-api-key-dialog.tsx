"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { focusNextRow } from "@/components/table/focus-next-row";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { Time } from "@/components/ui/time";
import type { Receipt } from "@/lib/domain/feed/receipt";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { FormProblem } from "../../keys/_access-keys/form-problem";
import { newIdempotencyKey } from "../../keys/_access-keys/idempotency-key";
import { useSubmit } from "../../keys/_access-keys/use-submit";
import { WithdrawalReceipt } from "../../keys/_access-keys/withdrawal-receipt";
import { deleteApiKey } from "./actions";
import { useApiKeysDesk } from "./api-keys-desk";

type Props = { row: PersonalKeyRow; open: boolean; onClose: () => void };

/** Asks before a key goes: deleting revokes it, and nothing brings it back. */
export function DeleteApiKeyDialog({ row, open, onClose }: Props) {
  const { now } = useApiKeysDesk().setting;
  const router = useRouter();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [receipt, setReceipt] = useState<Receipt | "none" | null>(null);
  const { busy, problem, submit } = useSubmit();
  async function remove() {
    const done = await submit(() => deleteApiKey({ id: row.id }, idempotencyKey));
    if (done) setReceipt(done.receipt ?? "none");
  }
  function leave() {
    onClose();
    if (!receipt) return;
    // After the dialog has given the focus back: the row that it came from is about to go.
    setTimeout(() => {
      focusNextRow(row.id);
      router.refresh();
    });
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || leave()}
      title={
        <>
          Delete <Bdi>{row.name}</Bdi>?
        </>
      }
      consequences={[
        "Deleting revokes it at once: whatever uses it can no longer authenticate.",
        "It leaves the list, and cannot be brought back. The audit log keeps what happened.",
        row.lastUsedAt ? (
          <>
            It was last used <Time at={row.lastUsedAt} now={now} />.
          </>
        ) : (
          "It has not been used yet."
        ),
      ]}
      confirmLabel="Delete"
      onConfirm={remove}
      busy={busy}
      outcome={
        receipt && {
          title: (
            <>
              <Bdi>{row.name}</Bdi> is deleted
            </>
          ),
          children:
            receipt === "none" ? (
              <p>It had been deleted already.</p>
            ) : (
              <WithdrawalReceipt receipt={receipt} />
            ),
        }
      }
    >
      {problem ? (
        <form noValidate onSubmit={(event) => event.preventDefault()}>
          <FormProblem problem={problem} />
        </form>
      ) : null}
    </ConsequenceDialog>
  );
}
