"use client";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { KIND_LETTERS } from "@/lib/domain/keys/kinds";
import { type KeyReading, readKeyText } from "@/lib/domain/keys/read-key-text";
import { FAULT_SENTENCES } from "@/lib/verdict-messages";
import { NO_FILTERS, tableAddress } from "./table-address";

const KIND_WORDS: Record<keyof typeof KIND_LETTERS, string> = {
  access: "An access key",
  personal: "A personal API key",
  key_set: "A key of a key set",
};

/**
 * Examines a pasted key in this browser alone: the field has no name, no form and no action, so the text is never
 * sent. Only the public id, which is safe to show, can be searched for.
 */
export function KeyDoctor() {
  const [text, setText] = useState("");
  const reading = text ? readKeyText(text) : null;
  return (
    <div className="grid content-start gap-3">
      <TextField
        label="Examine a key"
        // Masked by its look: a field of type password makes password managers offer to keep the key.
        className="[&_input]:[-webkit-text-security:disc]"
        mono
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        data-1p-ignore
        data-bwignore
        data-lpignore="true"
        data-form-type="other"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Paste the key as the program holds it"
        hint="Looked at in this browser only; it is never sent anywhere."
      />
      <div aria-live="polite" className="grid gap-3 empty:hidden">
        {reading ? <Finding reading={reading} onDone={() => setText("")} /> : null}
      </div>
    </div>
  );
}

function Finding({ reading, onDone }: { reading: KeyReading; onDone: () => void }) {
  const [, setAddress] = useQueryStates(tableAddress, { shallow: false });
  const publicId = reading.ok ? reading.parts.publicId : reading.publicId;
  const isElsewhere = reading.ok && reading.parts.kind === "personal";
  const action =
    publicId && !isElsewhere ? (
      <Button
        size="sm"
        onClick={() => {
          setAddress({ ...NO_FILTERS, q: publicId });
          onDone();
          document.getElementById("main")?.scrollIntoView();
        }}
      >
        Find this key in the table
      </Button>
    ) : null;
  if (!reading.ok) {
    return (
      <Alert kind="warning" title={FAULT_SENTENCES[reading.fault]} action={action}>
        {publicId ? (
          <>
            Its key id is whole: <code className="wrap-anywhere">{publicId}</code>
          </>
        ) : null}
      </Alert>
    );
  }
  const { kind, environment } = reading.parts;
  return (
    <Alert kind="success" title="The text is whole: nothing is cut, quoted or mistyped." action={action}>
      {KIND_WORDS[kind]}
      {environment ? (
        <>
          {" "}
          for <code>{environment}</code>
        </>
      ) : null}
      , key id <code className="wrap-anywhere">{publicId}</code>.{" "}
      {isElsewhere
        ? "Its user finds it under Profile > API Keys; you find it beside its user, on the members page."
        : "Whether it is still good stands in the table."}
    </Alert>
  );
}
