"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Bdi } from "@/components/ui/bdi";
import { Dialog } from "@/components/ui/dialog";
import { FormFooter } from "@/components/ui/form-footer";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { editAccessKey } from "./actions";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";
import { scheduleIn } from "./own-schedule";
import { RotationFields } from "./rotation-fields";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Automatic rotation: how often the key is rotated by itself, and how long the old secret works beside the new one. */
export function ScheduleDialog({ subject, open, onClose }: Props) {
  const router = useRouter();
  const form = useId();
  const { busy, problem, submit } = useSubmit();
  const { setting } = useKeyDesk();
  const { id, name, description } = subject;
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const schedule = scheduleIn(new FormData(event.currentTarget));
    const done = await submit((idempotencyKey) =>
      editAccessKey({ id, name, description, ...schedule }, idempotencyKey),
    );
    if (!done) return;
    onClose();
    router.refresh();
    toast(`The schedule of ${isolated(name)} is saved`);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Automatic rotation of <Bdi>{name}</Bdi>
        </>
      }
      description="The new secret waits until somebody collects it, and the old one works at least until then."
      footer={<FormFooter form={form} onCancel={onClose} busy={busy} />}
    >
      <form id={form} noValidate onSubmit={save} className="grid grid-cols-1 gap-5">
        <FormProblem problem={problem} />
        <RotationFields
          life={{ activatedAt: subject.issuedAt, expiresAt: subject.expiresAt }}
          now={setting.now}
          everyDays={subject.rotateEveryDays}
          overlapHours={subject.rotateOverlapHours}
          errors={problem?.fields ?? {}}
        />
      </form>
    </Dialog>
  );
}
