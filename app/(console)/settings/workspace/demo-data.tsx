"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { newIdempotencyKey } from "@/app/_answers/idempotency-key";
import { LOOK_FIRST_SENTENCE } from "@/app/_answers/no-answer";
import { useSubmit } from "@/app/_answers/use-submit";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import type { DemoStatus } from "@/lib/services/demo/status";
import { loadDemoData } from "./actions";
import { demoParts } from "./demo-words";
import { RemoveDemoDialog } from "./remove-demo-dialog";

/** Loads the demo data, or says what of it is there and takes it away again. In the wizard and in the settings. */
export function DemoData({ status }: { status: DemoStatus }) {
  const router = useRouter();
  const { busy, problem, submit } = useSubmit(LOOK_FIRST_SENTENCE);
  const [removing, setRemoving] = useState(false);

  async function load() {
    if (await submit(() => loadDemoData({}, newIdempotencyKey()))) announce("The demo data is loaded");
    // Also after a no: another press may have loaded it.
    router.refresh();
  }

  return (
    <div className="grid max-w-2xl gap-4">
      <FormProblem problem={problem} />
      {status.loaded ? (
        <>
          <p>
            Loaded: {demoParts(status).join(", ")}. Nobody has seen any of its secrets, and the audit log
            calls what it did <i>Demo data</i>.
          </p>
          <Button className="justify-self-start" onClick={() => setRemoving(true)}>
            Remove demo data
          </Button>
        </>
      ) : (
        <>
          <p className="text-soft">
            Two months of a shop&apos;s life: APIs, applications, subscriptions, keys in every state, and
            their calls. Your own things stay as they are, and it can be removed again as a whole.
          </p>
          <Button className="justify-self-start" busy={busy} onClick={load}>
            Load demo data
          </Button>
        </>
      )}
      <RemoveDemoDialog status={status} open={removing} onClose={() => setRemoving(false)} />
    </div>
  );
}
