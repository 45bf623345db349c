"use client";
import { useCallback, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import type { Problem } from "@/app/_answers/problem";
import { settle } from "@/app/_answers/settle";
import { StaleNotice } from "@/app/_answers/stale-notice";
import { useFresh } from "@/app/_answers/use-fresh";
import { DeliveryState } from "@/components/key-sets/delivery";
import type { Answer } from "@/lib/contracts/answer";
import { isAwaited, isUndelivered } from "@/lib/domain/outposts/delivery";
import type { KeyDelivery, OutpostDelivery } from "@/lib/services/outposts/delivery";

type Props = {
  id: string;
  delivery: KeyDelivery;
  read: (input: { id: string }) => Promise<Answer<KeyDelivery>>;
  /** Absent where one may look, and no more. */
  retry?: (
    input: { id: string; outpostId: string },
    idempotencyKey: string,
  ) => Promise<Answer<{ id: string }>>;
};

/** Soon enough to see a receipt arrive. */
const WAITING_MS = 1_000;
const WATCHING_MS = 10_000;

/** Whether the newest change of a key has reached every Outpost, kept fresh; *Retry* for those that it has not. */
export function DeliveryPanel({ id, delivery: given, read, retry }: Props) {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Problem | null>(null);
  const readAgain = useCallback(() => read({ id }), [id, read]);
  const {
    value: delivery,
    stale,
    refresh,
  } = useFresh(given, readAgain, ({ outposts }) =>
    outposts.some((one) => one.delivery === "under-way" || isUndelivered(one.delivery))
      ? WAITING_MS
      : WATCHING_MS,
  );

  async function onRetry(outpost: Pick<OutpostDelivery, "id">) {
    setBusy((last) => new Set(last).add(outpost.id));
    const answer = await settle((idempotencyKey) => retry!({ id, outpostId: outpost.id }, idempotencyKey));
    const failed = "problem" in answer ? answer.problem : null;
    // It answered in the meantime: the next look shows it.
    setProblem(failed?.code === "outpost-in-step" ? null : failed);
    if (!failed) setAsked((last) => new Set(last).add(outpost.id));
    setBusy((last) => new Set([...last].filter((one) => one !== outpost.id)));
    await refresh();
  }
  if (!delivery.outposts.some((one) => isAwaited(one.delivery))) return null;
  return (
    <section aria-label="Delivery to Outposts" className="mb-8 grid gap-3">
      <FormProblem problem={problem} />
      <StaleNotice stale={stale} />
      <DeliveryState
        outposts={delivery.outposts}
        changedAt={delivery.change.at}
        now={delivery.at}
        onRetry={retry && onRetry}
        busy={busy}
        asked={asked}
      />
    </section>
  );
}
