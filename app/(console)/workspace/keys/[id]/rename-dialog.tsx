"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useRef } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { NameField } from "@/components/keys/name-field";
import { Bdi } from "@/components/ui/bdi";
import { Dialog } from "@/components/ui/dialog";
import { FormFooter } from "@/components/ui/form-footer";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { renameKeySet } from "../actions";
import { useKeySetDesk } from "./key-set-desk";

/** Another name than the default one. Programs do not notice. */
export function RenameDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { subject } = useKeySetDesk();
  const router = useRouter();
  const form = useId();
  const name = useRef<HTMLInputElement>(null);
  const { busy, problem, submit } = useSubmit();
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    const done = await submit((idempotencyKey) =>
      renameKeySet({ id: subject.id, ...fields }, idempotencyKey),
    );
    if (!done) return;
    onClose();
    router.refresh();
    toast(`It is called ${isolated(done.value.name)} now`);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Rename <Bdi>{subject.name}</Bdi>
        </>
      }
      description="Its keys, subscriptions and history stay as they are."
      size="sm"
      initialFocus={name}
      footer={<FormFooter form={form} onCancel={onClose} busy={busy} />}
    >
      <form id={form} method="post" noValidate onSubmit={save} className="grid grid-cols-1 gap-5">
        <FormProblem problem={problem} />
        <NameField ref={name} defaultValue={subject.name} error={problem?.fields.name} />
      </form>
    </Dialog>
  );
}
