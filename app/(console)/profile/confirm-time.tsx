"use client";
import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { useAnswer } from "@/app/_answers/use-answer";
import { announce } from "@/components/ui/announcer";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { CONFIRM_LABELS, CONFIRM_SECONDS, type ConfirmSeconds } from "@/lib/domain/people/preferences";
import { editProfile } from "./actions";

/** How long Confirm waits. It counts as soon as it is chosen. */
export function ConfirmTime({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(seconds);
  const { trouble, send } = useAnswer();

  function choose(value: string) {
    const next = Number(value) as ConfirmSeconds;
    startTransition(async () => {
      show(next);
      if (!(await send(() => editProfile({ confirmSeconds: next })))) return;
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
      error={trouble.message ?? trouble.fields.confirmSeconds}
    />
  );
}
