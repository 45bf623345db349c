"use client";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import type { Run } from "@/app/_answers/settle";
import { useSubmit } from "@/app/_answers/use-submit";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { BitsField, bitsIn } from "./bits-field";

type Props = {
  title: string;
  description: string;
  confirmLabel: string;
  send: (input: { bits: number }, idempotencyKey: string) => ReturnType<Run<unknown>>;
  /** Said aloud once it is done. */
  said: string;
  onDone: () => void | Promise<void>;
  open: boolean;
  onClose: () => void;
};

/** Asks for a signing key of so many bits. */
export function NewKeyDialog({ title, description, confirmLabel, send, said, onDone, open, onClose }: Props) {
  const [bits, setBits] = useState("2048");
  const { busy, problem, submit } = useSubmit();
  async function make() {
    if (!(await submit((idempotencyKey) => send({ bits: bitsIn(bits) }, idempotencyKey)))) return;
    announce(said);
    onClose();
    await onDone();
  }
  return (
    <Dialog
      size="sm"
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={make}>
            {confirmLabel}
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
