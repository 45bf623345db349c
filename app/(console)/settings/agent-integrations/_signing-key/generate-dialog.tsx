"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { generateKey } from "./actions";
import { BitsField, bitsIn } from "./bits-field";

/** Makes the first signing key. */
export function GenerateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const router = useRouter();
  const [bits, setBits] = useState("2048");
  const { busy, problem, submit } = useSubmit();
  async function generate() {
    const done = await submit((idempotencyKey) => generateKey({ bits: bitsIn(bits) }, idempotencyKey));
    if (!done) return;
    announce("The signing key has been generated");
    onClose();
    router.refresh();
  }
  return (
    <Dialog
      size="sm"
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Generate a signing key?"
      description="The pair is made on the hub. Its public half is shown here and published; its private half is sealed, and nobody ever handles it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={generate}>
            Generate Key
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <FormProblem problem={problem} />
        <BitsField value={bits} onChange={setBits} />
      </div>
    </Dialog>
  );
}
