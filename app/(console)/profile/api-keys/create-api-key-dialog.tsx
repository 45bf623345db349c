"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import type { Issued } from "@/components/keys/issued-key";
import { ShowOnceDialog } from "@/components/keys/show-once-dialog";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { FormProblem } from "../../keys/_access-keys/form-problem";
import { newIdempotencyKey } from "../../keys/_access-keys/idempotency-key";
import { useFirstUse } from "../../keys/_access-keys/use-first-use";
import { useSubmit } from "../../keys/_access-keys/use-submit";
import { createApiKey, readApiKeyFirstUse } from "./actions";
import { useApiKeysDesk } from "./api-keys-desk";
import { ExpiryField } from "./expiry-field";
import { issuedApiKey } from "./issued";

type Outcome = { id: string; name: string; issued: Issued | null };

/** Create new API key: name and days, then in the same dialog the value that is shown once. */
export function CreateApiKeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { setting } = useApiKeysDesk();
  const router = useRouter();
  const form = useId();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { busy, problem, submit } = useSubmit();
  const use = useFirstUse(open && outcome?.issued ? outcome.id : null, readApiKeyFirstUse);

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    const done = await submit(() => createApiKey(fields, idempotencyKey));
    if (!done) return;
    const { id, name, publicId, secret } = done.value;
    setOutcome({ id, name, issued: issuedApiKey(name, publicId, secret) });
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
        replayed && open ? "This key was created already" : outcome ? "Key created" : "Create new API key"
      }
      description={outcome ? undefined : "It acts as you, with the role you have whenever it is used."}
      footer={
        outcome ? (
          replayed ? (
            <Button onClick={close}>Done</Button>
          ) : undefined
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" form={form} variant="primary" busy={busy}>
              Save
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
        <form id={form} method="post" noValidate onSubmit={create} className="grid grid-cols-1 gap-5">
          <FormProblem problem={problem} />
          <TextField
            label="Name"
            name="name"
            required
            maxLength={200}
            autoComplete="off"
            autoFocus
            placeholder="My laptop"
            hint="Where you will use it, so that you can tell it from the others."
            error={problem?.fields.name}
          />
          <ExpiryField error={problem?.fields.expiration} />
        </form>
      ) : replayed && open ? (
        <Alert kind="warning" title="Its value was shown once, and cannot be shown again.">
          The first press of Save had reached the hub. If you did not get to copy the value of{" "}
          <Bdi>{outcome.name}</Bdi>, regenerate the key in the table.
        </Alert>
      ) : null}
    </ShowOnceDialog>
  );
}
