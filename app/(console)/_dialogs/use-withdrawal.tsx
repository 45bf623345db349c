"use client";
import { type ReactNode, useState } from "react";
import type { Run } from "@/app/_answers/settle";
import { useSubmit } from "@/app/_answers/use-submit";
import { WithdrawalReceipt } from "@/components/keys/withdrawal-receipt";
import type { Receipt } from "@/lib/domain/feed/receipt";

interface Words {
  /** What is so afterwards: "Orders is revoked". */
  title: ReactNode;
  /** Where an earlier press, or somebody else, had done it. */
  already: string;
  /** Before the receipt. */
  note?: ReactNode;
}

/** A withdrawal out of one opening of a dialog: sent once, and what came of it for the question's place. */
export function useWithdrawal({ title, already, note }: Words) {
  const [receipt, setReceipt] = useState<Receipt | "none" | null>(null);
  const { busy, problem, submit } = useSubmit();

  /** True once it is done. */
  async function withdraw(send: Run<unknown>): Promise<boolean> {
    const done = await submit(send);
    if (done) setReceipt(done.receipt ?? "none");
    return done !== null;
  }
  const children =
    receipt === "none" ? (
      <p>{already}</p>
    ) : receipt && note ? (
      <div className="grid gap-3">
        <p className="text-soft">{note}</p>
        <WithdrawalReceipt receipt={receipt} />
      </div>
    ) : receipt ? (
      <WithdrawalReceipt receipt={receipt} />
    ) : null;
  return { busy, problem, withdraw, outcome: receipt && { title, children } };
}
