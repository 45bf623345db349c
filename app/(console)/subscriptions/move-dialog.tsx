"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { MOVE_WORDS, type Told } from "@/components/subscriptions/move-words";
import { announce } from "@/components/ui/announcer";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { TextAreaField } from "@/components/ui/text-field";
import type { SubscriptionMove } from "@/lib/domain/subscriptions/subscription";
import { useWithdrawal } from "../_dialogs/use-withdrawal";
import {
  activateOneSubscription,
  approveRequest,
  rejectRequest,
  revokeOneSubscription,
  suspendOneSubscription,
  withdrawRequest,
} from "./actions";

const ACTIONS = {
  approve: approveRequest,
  reject: rejectRequest,
  withdraw: withdrawRequest,
  suspend: suspendOneSubscription,
  activate: activateOneSubscription,
  revoke: revokeOneSubscription,
} satisfies Record<SubscriptionMove, unknown>;

/** Those that close an API to a program: the answer waits for the gates, and the dialog shows who refuses by now. */
const WITHDRAWING: readonly SubscriptionMove[] = ["suspend", "revoke"];

type Props = { subscription: Told & { id: string }; move: SubscriptionMove; onClose: () => void };

/** Asks before a move of a subscription: what it brings, and a reason for the other side; then what came of it. */
export function MoveDialog({ subscription, move, onClose }: Props) {
  const router = useRouter();
  const words = MOVE_WORDS[move];
  const [reason, setReason] = useState("");
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: words.done,
    already: "It had been done already.",
  });

  async function confirm() {
    const send = ACTIONS[move];
    if (!(await withdraw((idempotencyKey) => send({ id: subscription.id, reason }, idempotencyKey)))) return;
    router.refresh();
    announce(words.done);
    if (!WITHDRAWING.includes(move)) onClose();
  }
  return (
    <ConsequenceDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={words.question}
      description={
        <>
          <Bdi>{subscription.application.name}</Bdi> to{" "}
          <Bdi>
            {subscription.api.name} {subscription.api.version}
          </Bdi>
          , {subscription.environment}
        </>
      }
      consequences={words.consequences(subscription)}
      confirmLabel={words.confirm}
      tone={words.danger ? "danger" : "primary"}
      onConfirm={confirm}
      busy={busy}
      outcome={WITHDRAWING.includes(move) ? outcome : null}
    >
      <form
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) confirm();
        }}
        className="grid grid-cols-1 gap-4"
      >
        <FormProblem problem={problem} />
        <TextAreaField
          label="Reason"
          name="reason"
          optional
          maxLength={300}
          hint="Both sides read it. It stands in the history."
          error={problem?.fields.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </ConsequenceDialog>
  );
}
