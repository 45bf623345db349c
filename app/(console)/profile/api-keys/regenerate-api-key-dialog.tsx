"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import type { Issued } from "@/components/keys/issued-key";
import { ShowOnceDialog } from "@/components/keys/show-once-dialog";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import type { Receipt } from "@/lib/domain/feed/receipt";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { ChangeExpiry } from "../../keys/_access-keys/change-expiry";
import { FormProblem } from "../../keys/_access-keys/form-problem";
import { newIdempotencyKey } from "../../keys/_access-keys/idempotency-key";
import { useFirstUse } from "../../keys/_access-keys/use-first-use";
import { useSubmit } from "../../keys/_access-keys/use-submit";
import { WithdrawalReceipt } from "../../keys/_access-keys/withdrawal-receipt";
import { readApiKeyFirstUse, regenerateApiKey } from "./actions";
import { useApiKeysDesk } from "./api-keys-desk";
import { issuedApiKey } from "./issued";
import { personalExpiryOptions } from "./personal-expiry-options";

type Props = { row: PersonalKeyRow; open: boolean; onClose: () => void };
type Outcome = { issued: Issued | null; receipt: Receipt | null };

/** Regenerate API key: a new value, shown once; the old one is refused from then on, and the receipt says by whom. */
export function RegenerateApiKeyDialog({ row, open, onClose }: Props) {
  const { setting } = useApiKeysDesk();
  const router = useRouter();
  const form = useId();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { busy, problem, submit } = useSubmit();
  const use = useFirstUse(open && outcome?.issued ? row.id : null, readApiKeyFirstUse);
  const { id, name } = row;

  async function regenerate(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const expiration = new FormData(event.currentTarget).get("expiration") ?? undefined;
    const done = await submit(() => regenerateApiKey({ id, expiration }, idempotencyKey));
    if (!done) return;
    const { publicId, secret } = done.value;
    setOutcome({ issued: issuedApiKey(name, publicId, secret), receipt: done.receipt });
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
      description={outcome ? undefined : "The key keeps its name, and gets a new value and a new id."}
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
          New value of <Bdi>{name}</Bdi>
        </>
      }
      baseUrl={setting.baseUrl}
      firstUse={use}
      now={use?.seenAt ?? setting.now}
      farewell={outcome?.receipt ? <OldValue receipt={outcome.receipt} /> : null}
    >
      {outcome === null ? (
        <form id={form} method="post" noValidate onSubmit={regenerate} className="grid grid-cols-1 gap-5">
          <FormProblem problem={problem} />
          <Alert kind="warning" title="The old value stops working at once">
            Whatever uses it is refused until it has the new one. To change over without a gap, create a
            second key, bring it in, and delete this one afterwards.
          </Alert>
          <ChangeExpiry
            expiresAt={row.expiresAt}
            expired={row.status === "expired"}
            now={setting.now}
            options={personalExpiryOptions(setting.lifetime)}
            lifetime={setting.lifetime}
            error={problem?.fields.expiration}
          />
        </form>
      ) : replayed && open ? (
        <Alert kind="warning" title="This key was regenerated already; its new value was shown once.">
          The first press had reached the hub. If you did not get to copy the value, regenerate the key again.
        </Alert>
      ) : null}
    </ShowOnceDialog>
  );
}

function OldValue({ receipt }: { receipt: Receipt }) {
  return (
    <section aria-label="The old value" className="grid gap-1 rounded-lg border border-line p-3.5">
      <p className="text-faint text-xs">The old value</p>
      <WithdrawalReceipt receipt={receipt} />
    </section>
  );
}
