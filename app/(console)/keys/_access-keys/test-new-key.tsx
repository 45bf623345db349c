"use client";
import { CircleCheck, CircleX, FlaskConical } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { askWhoami, type KeyTest } from "./ask-whoami";

type Props = { secret: string; suspended: boolean };

/** Test the new key: one click asks the gate with it, before anything depends on it. */
export function TestNewKey({ secret, suspended }: Props) {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<KeyTest | null>(null);
  async function run() {
    setBusy(true);
    setResult(await askWhoami(secret));
    setBusy(false);
  }
  return (
    <section aria-label="Test the new key" className="grid gap-2.5 rounded-lg border border-line p-3.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-60 text-soft">
          Test it before you change anything. This browser calls <code>/v1/whoami</code> with it; the curl
          line below does the same from anywhere.
        </p>
        <Button
          icon={<FlaskConical aria-hidden="true" className="size-4" />}
          busy={busy}
          sleeping={suspended ? "The key is disabled: both secrets are refused until you enable it." : null}
          onClick={run}
        >
          Test the new key
        </Button>
      </div>
      <div role="status">{result ? <Result result={result} /> : null}</div>
    </section>
  );
}

function Result({ result }: { result: KeyTest }) {
  if (result.works === null)
    return (
      <Line good={false}>The gate could not be reached from this browser. Try the curl line below.</Line>
    );
  if (!result.works)
    return (
      <Line good={false}>
        Refused with {result.status}: {result.detail}
        {result.diagnosticId ? (
          <>
            {" "}
            <code>{result.diagnosticId}</code>
          </>
        ) : null}
      </Line>
    );
  const { version, workspace, environment, scopes } = result;
  return (
    <Line good>
      It works: version {version} in <code>{workspace}</code>
      {environment ? (
        <>
          , <code>{environment}</code>
        </>
      ) : null}
      , with {scopes.length === 0 ? "no scopes" : <code>{scopes.join(", ")}</code>}.
    </Line>
  );
}

function Line({ good, children }: { good: boolean; children: React.ReactNode }) {
  const Icon = good ? CircleCheck : CircleX;
  return (
    <p className={good ? "flex gap-2 text-good" : "flex gap-2 text-danger"}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="wrap-anywhere min-w-0">{children}</span>
    </p>
  );
}
