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
import { TextAreaField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { editAccessKey } from "./actions";
import type { KeySubject } from "./key-subject";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Edit: name and description, nothing else. */
export function EditKeyDialog({ subject, open, onClose }: Props) {
  const router = useRouter();
  const form = useId();
  const name = useRef<HTMLInputElement>(null);
  const { busy, problem, submit } = useSubmit();
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { name, description } = Object.fromEntries(new FormData(event.currentTarget));
    const done = await submit((idempotencyKey) =>
      editAccessKey({ id: subject.id, name, description }, idempotencyKey),
    );
    if (!done) return;
    onClose();
    router.refresh();
    toast(`${isolated(done.value.name)} is saved`);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Edit <Bdi>{subject.name}</Bdi>
        </>
      }
      description="The expiration cannot be changed after creation. Regenerate the key to give it another."
      initialFocus={name}
      footer={<FormFooter form={form} onCancel={onClose} busy={busy} />}
    >
      <form id={form} noValidate onSubmit={save} className="grid grid-cols-1 gap-5">
        <FormProblem problem={problem} />
        <NameField ref={name} defaultValue={subject.name} error={problem?.fields.name} />
        <TextAreaField
          label="Description"
          name="description"
          optional
          defaultValue={subject.description}
          error={problem?.fields.description}
        />
      </form>
    </Dialog>
  );
}
