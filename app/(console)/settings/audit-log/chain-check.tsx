"use client";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { READ_AGAIN_SENTENCE } from "@/app/_answers/no-answer";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import { useSubmit } from "@/app/_answers/use-submit";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ChainReport } from "@/lib/services/audit/verify-chain";
import { checkChain } from "./actions";

const FINDINGS: Record<NonNullable<ChainReport["finding"]>, string> = {
  changed: "It is not what was written, or not in its place.",
  missing: "It is gone, though later entries exist.",
  cut: "It was written once, and the log ends before it.",
};

/** Walks the whole chain on the hub and says what it found. */
export function ChainCheck() {
  const { busy, problem, submit } = useSubmit(READ_AGAIN_SENTENCE);
  const [report, setReport] = useState<ChainReport | null>(null);

  async function check() {
    setReport(null);
    const done = await submit(() => checkChain());
    if (done) setReport(done.value);
  }

  return (
    <div className="mb-6 grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-2xl text-soft">
          Each entry carries a digest of the one before it. An entry that is changed, removed or cut off
          breaks the chain.
        </p>
        <Button icon={<ShieldCheck aria-hidden="true" className="size-4" />} busy={busy} onClick={check}>
          Check the chain
        </Button>
      </div>
      {report ? <Finding report={report} /> : null}
      <ProblemAlert problem={problem} />
    </div>
  );
}

function Finding({ report }: { report: ChainReport }) {
  const count = report.events.toLocaleString("en");
  if (report.intact) {
    return (
      <Alert kind="success" title="The chain is intact" live>
        {report.events === 1 ? "The one entry is" : `All ${count} entries are`} as written, in order, with
        none missing.
      </Alert>
    );
  }
  return (
    <Alert kind="danger" title={`The chain is broken at entry ${report.brokenAt}`} live>
      {report.finding ? FINDINGS[report.finding] : null} The {count} entries before it are as written. Keep a
      copy of the database as it is now, and compare it with a backup.
    </Alert>
  );
}
