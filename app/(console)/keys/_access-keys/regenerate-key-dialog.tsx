"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import type { Issued } from "@/components/keys/issued-key";
import { ShowOnceDialog } from "@/components/keys/show-once-dialog";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { regenerateAccessKey } from "./actions";
import { newIdempotencyKey } from "./idempotency-key";
import { issuedFrom } from "./issued";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";
import { RegenerateKeyForm } from "./regenerate-key-form";
import { useFirstUse } from "./use-first-use";
import { useSubmit } from "./use-submit";
import { WithdrawalReceipt } from "./withdrawal-receipt";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };
type Outcome = { issued: Issued | null; receipt: Receipt | null };

/** Regenerate: a new secret, shown once; the old one is refused from then on, and the receipt says by whom. */
export function RegenerateKeyDialog({ subject, open, onClose }: Props) {
  const { setting } = useKeyDesk();
  const router = useRouter();
  const form = useId();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { busy, problem, submit } = useSubmit();
  const use = useFirstUse(open && outcome?.issued ? subject.id : null);
  const { id, name, scopes } = subject;

  async function regenerate(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const expiration = new FormData(event.currentTarget).get("expiration") ?? undefined;
    const done = await submit(() => regenerateAccessKey({ id, expiration }, idempotencyKey));
    if (!done) return;
    const { publicId, secret } = done.value;
    setOutcome({
      issued: secret === null ? null : issuedFrom(name, publicId, secret, scopes),
      receipt: done.receipt,
    });
    router.refresh();
  }
  function close() {
    setOutcome((last) => last && { ...last, issued: null });
    onClose();
  }
  const replayed = outcome !== null && outcome.issued === null;
  return (
    <ShowOnceDialog
      open={open}
      onClose={close}
      title={
        <>
          Regenerate <Bdi>{name}</Bdi>
        </>
      }
      description={
        outcome
          ? undefined
          : "The key keeps its name, scopes and history, and gets a new secret and a new id."
      }
      footer={
        outcome ? (
          replayed ? (
            <Button onClick={close}>Done</Button>
          ) : undefined
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" form={form} variant="danger" busy={busy}>
              Regenerate
            </Button>
          </>
        )
      }
      issued={outcome?.issued ?? null}
      issuedTitle={
        <>
          New secret of <Bdi>{name}</Bdi>
        </>
      }
      baseUrl={setting.baseUrl}
      firstUse={use}
      now={use?.seenAt ?? setting.now}
      farewell={outcome?.receipt ? <OldSecret receipt={outcome.receipt} /> : null}
    >
      {outcome === null ? (
        <RegenerateKeyForm
          id={form}
          subject={subject}
          setting={setting}
          problem={problem}
          onSubmit={regenerate}
        />
      ) : replayed && open ? (
        <Alert kind="warning" title="This key was regenerated already; its new secret was shown once.">
          The first press had reached the hub. If you did not get to copy the secret, regenerate the key
          again.
        </Alert>
      ) : null}
    </ShowOnceDialog>
  );
}

function OldSecret({ receipt }: { receipt: Receipt }) {
  return (
    <section aria-label="The old secret" className="grid gap-1 rounded-lg border border-line p-3.5">
      <p className="text-faint text-xs">The old secret</p>
      <WithdrawalReceipt receipt={receipt} />
    </section>
  );
}
