"use client";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { prepareNextKey } from "./actions";
import { BitsField, bitsIn } from "./bits-field";

type Props = { open: boolean; onClose: () => void; refresh: () => Promise<void> };

/** The first step of a rotation with overlap: makes and publishes the next key. */
export function OverlapDialog({ open, onClose, refresh }: Props) {
  const [bits, setBits] = useState("2048");
  const { busy, problem, submit } = useSubmit();
  async function prepare() {
    const done = await submit((idempotencyKey) => prepareNextKey({ bits: bitsIn(bits) }, idempotencyKey));
    if (!done) return;
    announce("The next key has been published");
    onClose();
    await refresh();
  }
  return (
    <Dialog
      size="sm"
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Rotate with overlap?"
      description="The next key is published first, and signs once your Outposts have proven that they know it. Tokens of the present key stay good until they end by themselves."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={prepare}>
            Publish Next Key
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
