"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { Problem } from "@/app/_answers/problem";
import { useSubmit } from "@/app/_answers/use-submit";
import type { Issued } from "@/components/keys/issued-key";
import { ShowOnceDialog } from "@/components/keys/show-once-dialog";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Answer } from "@/lib/contracts/answer";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { type ReadFirstUse, useFirstUse } from "./use-first-use";

/** What a form needs to stand in the dialog. */
export interface IssueForm {
  id: string;
  problem: Problem | null;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}
export type Fresh = { id: string; name: string; secret: string | null };
type Done<Value> = { value: Value; receipt: Receipt | null };

export type IssueProps<Value extends Fresh> = {
  open: boolean;
  onClose: () => void;
  setting: { now: Date; baseUrl: string };
  title: ReactNode;
  description: ReactNode;
  submit: { label: string; variant: "primary" | "danger" };
  /** Sends the form's fields; the idempotency key is that of this opening. */
  send: (data: FormData, idempotencyKey: string) => Promise<Answer<Value>>;
  form: (form: IssueForm) => ReactNode;
  /** What the alert shows of the fresh secret. */
  issued: (value: Value & { secret: string }, data: FormData) => Issued;
  issuedTitle: (value: Value) => ReactNode;
  /** Where the first press had reached the hub already, and the secret with it. */
  replayed: (value: Value) => { title: ReactNode; alert: string; children: ReactNode };
  /** Asks whether the fresh secret has been used. */
  readFirstUse: ReadFirstUse;
  /** What becomes of an older secret, below the new one. */
  beside?: (done: Done<Value & { secret: string }>) => ReactNode;
};
type Outcome<Value> = { done: Done<Value>; issued: Issued | null };

/**
 * A form, then in the same dialog the secret that it made, shown once: create, regenerate and rotate alike, whatever the key's
 * kind. The secret lives in this state alone, and is dropped when the dialog closes.
 */
export function IssueDialog<Value extends Fresh>(props: IssueProps<Value>) {
  const { open, onClose, setting, submit: button } = props;
  const router = useRouter();
  const form = useId();
  const [outcome, setOutcome] = useState<Outcome<Value> | null>(null);
  const { busy, problem, submit } = useSubmit();
  const issued = outcome?.issued ?? null;
  const use = useFirstUse(open && issued ? outcome!.done.value.id : null, props.readFirstUse);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const done = await submit((idempotencyKey) => props.send(data, idempotencyKey));
    if (!done) return;
    const { value, receipt } = done;
    setOutcome({ done: { value, receipt }, issued: hasSecret(value) ? props.issued(value, data) : null });
    router.refresh();
  }
  function close() {
    // What is shown once is on its way: it would be lost, and stay in the closed dialog's state.
    if (busy) return;
    setOutcome(
      (last) => last && { issued: null, done: { ...last.done, value: { ...last.done.value, secret: null } } },
    );
    onClose();
  }
  const value = outcome?.done.value;
  const again = open && value && !issued ? props.replayed(value) : null;
  const issuedTitle = value && props.issuedTitle(value);
  return (
    <ShowOnceDialog
      open={open}
      onClose={close}
      title={again?.title ?? issuedTitle ?? props.title}
      description={outcome ? undefined : props.description}
      footer={
        again ? (
          <Button onClick={close}>Done</Button>
        ) : outcome ? undefined : (
          <>
            <Button sleeping={busy && "The secret is on its way."} onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={form} variant={button.variant} busy={busy}>
              {button.label}
            </Button>
          </>
        )
      }
      issued={issued}
      issuedTitle={issuedTitle}
      baseUrl={setting.baseUrl}
      firstUse={use}
      now={use?.seenAt ?? setting.now}
      farewell={value && hasSecret(value) ? props.beside?.({ ...outcome!.done, value }) : null}
    >
      {outcome === null ? (
        props.form({ id: form, problem, onSubmit })
      ) : again ? (
        <Alert kind="warning" title={again.alert}>
          {again.children}
        </Alert>
      ) : null}
    </ShowOnceDialog>
  );
}

function hasSecret<Value extends Fresh>(value: Value): value is Value & { secret: string } {
  return value.secret !== null;
}
