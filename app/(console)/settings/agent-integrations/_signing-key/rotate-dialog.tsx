"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/(console)/keys/_access-keys/form-problem";
import { newIdempotencyKey } from "@/app/(console)/keys/_access-keys/idempotency-key";
import { useSubmit } from "@/app/(console)/keys/_access-keys/use-submit";
import { WithdrawalReceipt } from "@/app/(console)/keys/_access-keys/withdrawal-receipt";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { CatchUp } from "../_outposts/catch-up";
import { rotateKey } from "./actions";
import { BitsField, bitsIn } from "./bits-field";

/** Replaces the signing key at once. It says what that breaks before, and what came of it after. */
export function RotateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const router = useRouter();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [bits, setBits] = useState("2048");
  const [receipt, setReceipt] = useState<Receipt | "none" | null>(null);
  const { busy, problem, submit } = useSubmit();
  async function rotate() {
    const done = await submit(() => rotateKey({ bits: bitsIn(bits) }, idempotencyKey));
    if (!done) return;
    setReceipt(done.receipt ?? "none");
    router.refresh();
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Replace the signing key?"
      consequences={[
        "All tokens signed with the current key are invalid from then on. Integrations that hold one must exchange their access key again.",
        "Services that check tokens fetch the new public key by themselves; one that keeps keys for long, or was given the key as a file, must be told.",
        "Access keys are not touched.",
      ]}
      confirmLabel="Rotate Key"
      busy={busy}
      onConfirm={rotate}
      outcome={
        receipt && {
          title: "The new key signs",
          children:
            receipt === "none" ? (
              <p>It had been replaced already.</p>
            ) : (
              <div className="grid gap-3">
                <p className="text-soft">Tokens of the old key, and its private half, are gone for good.</p>
                <WithdrawalReceipt receipt={receipt} />
                <CatchUp what="take the new public key" />
              </div>
            ),
        }
      }
    >
      <FormProblem problem={problem} />
      <BitsField value={bits} onChange={setBits} />
    </ConsequenceDialog>
  );
}
