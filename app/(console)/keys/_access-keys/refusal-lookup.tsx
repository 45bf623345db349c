"use client";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { settleRead } from "@/app/_answers/settle";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { notBefore } from "@/components/ui/not-before";
import { TextField } from "@/components/ui/text-field";
import { Time } from "@/components/ui/time";
import type { Diagnosis } from "@/lib/services/diagnostics/lookup";
import { readDiagnostic } from "./actions";
import { causeOf } from "./causes";
import { useKeyDesk } from "./key-desk";

/** Reads the cause of a refusal by its diagnostic id. */
export function RefusalLookup() {
  const { setting } = useKeyDesk();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [found, setFound] = useState<Diagnosis | null>(null);
  async function lookUp(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const field = event.currentTarget.elements.namedItem("diagnostic") as HTMLInputElement;
    setBusy(true);
    const answer = await settleRead(() => readDiagnostic({ id: field.value.trim() }));
    setBusy(false);
    setFound("problem" in answer ? null : answer.value);
    setError("problem" in answer ? sentenceOf(answer.problem) : null);
    if ("problem" in answer) field.focus();
  }
  return (
    <form noValidate onSubmit={lookUp} className="grid content-start gap-3">
      <TextField
        label="Diagnostic id"
        name="diagnostic"
        mono
        autoComplete="off"
        spellCheck={false}
        placeholder="dx_…"
        hint="The diagnostic_id of a 401, or of a verify answer that says no. Kept for a week. An Outpost gives a request_id instead, for its own log."
        error={error}
      />
      <div>
        <Button type="submit" busy={busy}>
          Look up
        </Button>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {found ? (
          <Alert kind="info" title={causeOf(found.cause)}>
            <p>
              Refused <Time at={found.at} now={notBefore(found.at, setting.now)} />
              {found.ip ? (
                <>
                  {" "}
                  from <code>{found.ip}</code>
                </>
              ) : null}
              .
            </p>
            {found.names.length > 0 ? (
              <p>
                Asked for <code className="wrap-anywhere">{found.names.join(", ")}</code>
              </p>
            ) : null}
            {found.publicId ? (
              <p>
                Key id <code className="wrap-anywhere">{found.publicId}</code>
              </p>
            ) : null}
            {found.keyId && found.cause !== "deleted" ? (
              <p className="mt-1">
                {found.keyKind === "personal" ? (
                  <Link className="link" href="/settings/members/api-keys">
                    Open the members’ API keys
                  </Link>
                ) : (
                  <Link className="link" href={`/keys/${found.keyId}`}>
                    Open the key
                  </Link>
                )}
              </p>
            ) : null}
          </Alert>
        ) : null}
      </div>
    </form>
  );
}

function sentenceOf({
  message,
  fields,
  code,
}: {
  message: string | null;
  fields: Record<string, string>;
  code?: string;
}) {
  if (code === "not-found")
    return "No refusal of this workspace has this id. It may be older than a week, or belong to a key of somebody else.";
  return fields.id ?? message ?? "That is not a diagnostic id.";
}
