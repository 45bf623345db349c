"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { openAttempt } from "@/app/_answers/idempotency-key";
import type { Problem } from "@/app/_answers/problem";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import { settle } from "@/app/_answers/settle";
import { StaleNotice } from "@/app/_answers/stale-notice";
import { Section } from "@/components/ui/section";
import type { NoticeSettings } from "@/lib/services/notices/settings";
import { tryNoticeChannel } from "./actions";
import { Deliveries } from "./deliveries";
import { NoticeForm } from "./notice-form";
import { TryButtons } from "./try-buttons";
import { useDeliveries } from "./use-deliveries";
import { WebhookSecret } from "./webhook-secret";

/** Settings, trials of them, and what came of the last deliveries. */
export function NoticeDesk({ settings }: { settings: NoticeSettings }) {
  const router = useRouter();
  const [secret, setSecret] = useState<string | null>(null);
  const [busy, setBusy] = useState<"mail" | "webhook" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempts] = useState(() => ({ mail: openAttempt(), webhook: openAttempt() }));
  const { deliveries, now, refresh, stale } = useDeliveries(settings);

  async function tryChannel(channel: "mail" | "webhook") {
    setBusy(channel);
    setProblem(null);
    const attempt = attempts[channel];
    const idempotencyKey = attempt.keyFor();
    const answer = await settle((key) => tryNoticeChannel({ channel }, key), { idempotencyKey });
    if ("problem" in answer) setProblem(answer.problem);
    else attempt.done();
    await refresh();
    setBusy(null);
  }
  return (
    <>
      <NoticeForm
        settings={settings}
        onSaved={(shown) => {
          setSecret(shown);
          router.refresh();
        }}
      />
      <Section
        className="mt-12"
        title="Last deliveries"
        purpose="What does not arrive is tried again, less and less often, for two days."
        action={<TryButtons settings={settings} busy={busy} onTry={tryChannel} />}
      >
        <ProblemAlert problem={problem} className="mb-4" />
        <StaleNotice stale={stale} className="mb-4" />
        <Deliveries deliveries={deliveries} now={now} />
      </Section>
      <WebhookSecret secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
