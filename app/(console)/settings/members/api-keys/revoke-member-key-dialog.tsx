"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { SelectField } from "@/components/ui/select-field";
import { Time } from "@/components/ui/time";
import type { Receipt } from "@/lib/domain/feed/receipt";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { FormProblem } from "../../../keys/_access-keys/form-problem";
import { newIdempotencyKey } from "../../../keys/_access-keys/idempotency-key";
import { REVOKE_OPTIONS } from "../../../keys/_access-keys/revoke-reasons";
import { useSubmit } from "../../../keys/_access-keys/use-submit";
import { WithdrawalReceipt } from "../../../keys/_access-keys/withdrawal-receipt";
import { revokeMemberKey } from "./actions";

type Props = { row: PersonalKeyRow; now: Date; onClose: () => void };

/** Revokes somebody's key: what it brings before, the receipt after. There is no undo. */
export function RevokeMemberKeyDialog({ row, now, onClose }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [receipt, setReceipt] = useState<Receipt | "none" | null>(null);
  const { busy, problem, submit } = useSubmit();
  async function revoke() {
    const reason = new FormData(form.current!).get("reason");
    const done = await submit(() => revokeMemberKey({ id: row.id, reason }, idempotencyKey));
    if (!done) return;
    setReceipt(done.receipt ?? "none");
    router.refresh();
  }
  const name = <Bdi>{row.name}</Bdi>;
  return (
    <ConsequenceDialog
      open
      onOpenChange={(next) => next || onClose()}
      title={
        <>
          Revoke {name} of <Bdi>{row.member.name}</Bdi>?
        </>
      }
      consequences={[
        "From now on every call with this key is refused, at every gate. There is no undo.",
        "It stays in the member's list, as Revoked. A member can create another key; disable the member to stop that, too.",
        row.lastUsedAt ? (
          <>
            It was last used <Time at={row.lastUsedAt} now={now} />.
          </>
        ) : (
          "It has not been used yet."
        ),
      ]}
      confirmLabel="Revoke key"
      onConfirm={revoke}
      busy={busy}
      outcome={
        receipt && {
          title: <>{name} is revoked</>,
          children:
            receipt === "none" ? (
              <p>It had been revoked already.</p>
            ) : (
              <WithdrawalReceipt receipt={receipt} />
            ),
        }
      }
    >
      <form
        ref={form}
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          revoke();
        }}
        className="grid grid-cols-1 gap-4"
      >
        <FormProblem problem={problem} />
        <SelectField
          label="Reason"
          name="reason"
          required
          options={REVOKE_OPTIONS}
          hint="It stands in the history."
          error={problem?.fields.reason}
        />
      </form>
    </ConsequenceDialog>
  );
}
