"use client";
import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { type Problem, sentenceOf } from "@/app/_answers/problem";
import { settle } from "@/app/_answers/settle";
import { announce } from "@/components/ui/announcer";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { CONFIRM_LABELS, CONFIRM_SECONDS, type ConfirmSeconds } from "@/lib/domain/people/preferences";
import { editProfile } from "./actions";

/** How long Confirm waits. It counts as soon as it is chosen. */
export function ConfirmTime({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(seconds);
  const [problem, setProblem] = useState<Problem | null>(null);

  function choose(value: string) {
    const next = Number(value) as ConfirmSeconds;
    startTransition(async () => {
      show(next);
      // One may choose again while the first choice is under way: the last one counts.
      const answer = await settle(() => editProfile({ confirmSeconds: next }));
      setProblem("problem" in answer ? answer.problem : null);
      if ("problem" in answer) return;
      announce(`Confirmation time: ${CONFIRM_LABELS[next]}`);
      startTransition(() => router.refresh());
    });
  }
  return (
    <SegmentedControl
      className="max-w-2xl"
      legend="Confirmation time"
      name="confirmSeconds"
      options={CONFIRM_SECONDS.map((value) => ({ value: String(value), label: CONFIRM_LABELS[value] }))}
      value={String(shown)}
      onChange={choose}
      hint="By keyboard, and from a row’s menu, it is always a dialog."
      error={problem && sentenceOf(problem)}
    />
  );
}
