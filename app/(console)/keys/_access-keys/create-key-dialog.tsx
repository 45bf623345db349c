"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import type { Issued } from "@/components/keys/issued-key";
import { ShowOnceDialog } from "@/components/keys/show-once-dialog";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { createAccessKey } from "./actions";
import { CreateKeyForm } from "./create-key-form";
import { newIdempotencyKey } from "./idempotency-key";
import { issuedFrom } from "./issued";
import { useKeyDesk } from "./key-desk";
import { useFirstUse } from "./use-first-use";
import { useSubmit } from "./use-submit";

type Outcome = { id: string; name: string; issued: Issued | null };

/** Create Key: the form, then in the same dialog the value that is shown once. The secret lives in this state alone. */
export function CreateKeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { setting } = useKeyDesk();
  const router = useRouter();
  const form = useId();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { busy, problem, submit } = useSubmit();
  const use = useFirstUse(open && outcome?.issued ? outcome.id : null);

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const done = await submit(() =>
      createAccessKey({ ...Object.fromEntries(data), scopes: data.getAll("scopes") }, idempotencyKey),
    );
    if (!done) return;
    const { id, name, publicId, secret } = done.value;
    const scopes = data.getAll("scopes").map(String);
    setOutcome({ id, name, issued: secret === null ? null : issuedFrom(name, publicId, secret, scopes) });
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
      title={replayed && open ? "This key was created already" : outcome ? "Key created" : "Create Key"}
      description={outcome ? undefined : "One key for one program in one environment."}
      footer={
        outcome ? (
          replayed ? (
            <Button onClick={close}>Done</Button>
          ) : undefined
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" form={form} variant="primary" busy={busy}>
              Create
            </Button>
          </>
        )
      }
      issued={outcome?.issued ?? null}
      issuedTitle={
        <>
          <Bdi>{outcome?.name}</Bdi> is ready
        </>
      }
      baseUrl={setting.baseUrl}
      firstUse={use}
      now={use?.seenAt ?? setting.now}
    >
      {outcome === null ? (
        <CreateKeyForm id={form} setting={setting} problem={problem} onSubmit={create} />
      ) : replayed && open ? (
        <Alert kind="warning" title="Its secret was shown once, and cannot be shown again.">
          The first press of Create had reached the hub. If you did not get to copy the secret of{" "}
          <Bdi>{outcome.name}</Bdi>, regenerate the key in the table.
        </Alert>
      ) : null}
    </ShowOnceDialog>
  );
}
