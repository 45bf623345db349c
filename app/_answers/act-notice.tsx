"use client";
import { X } from "lucide-react";
import { WithdrawalReceipt } from "@/components/keys/withdrawal-receipt";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { RequestId } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { type Problem, sentenceOf } from "./problem";
import { SignInAgain } from "./sign-in-again";

/** What came of an act without a dialog: a receipt, or why it failed. */
export type Notice = { name: string; did: string; receipt: Receipt } | { name: string; problem: Problem };

/** The receipt of what was done without a dialog, or why it was not done; it stays in sight until it is dismissed. */
export function ActNotice({ notice, onDismiss }: { notice: Notice | null; onDismiss: () => void }) {
  return (
    <div role="status" className="sticky top-3 z-30 empty:hidden">
      {notice ? (
        <div className="mb-4 flex animate-arrive items-start gap-3 rounded-lg border border-line bg-surface p-3.5 pl-4 shadow-lift">
          <div className="min-w-0 flex-1">
            {"receipt" in notice ? (
              <div className="grid gap-1.5">
                <p>
                  <Bdi className="font-strong">{notice.name}</Bdi> is {notice.did}.
                </p>
                <WithdrawalReceipt receipt={notice.receipt} />
              </div>
            ) : (
              <Failure {...notice} />
            )}
          </div>
          <IconButton label="Dismiss" icon={<X aria-hidden="true" />} onClick={onDismiss} />
        </div>
      ) : null}
    </div>
  );
}

function Failure({ name, problem }: Extract<Notice, { problem: object }>) {
  return (
    <Alert kind="danger" title={<Bdi>{name}</Bdi>}>
      {sentenceOf(problem)}
      <SignInAgain problem={problem} />
      {problem.requestId ? <RequestId id={problem.requestId} /> : null}
    </Alert>
  );
}
