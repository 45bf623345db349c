"use client";
import { useRef } from "react";
import { ShownOnce } from "../keys/shown-once";
import { CodeBlock } from "../ui/code-block";
import { CopyButton } from "../ui/copy-button";
import { Tabs } from "../ui/tabs";
import {
  type CredentialField,
  type CredentialParts,
  credentialFields,
  credentialSnippets,
} from "./credential-fields";

type Props = {
  parts: CredentialParts;
  /** The secret stands masked in the examples until it was copied. */
  masked: string;
  /** This is the only time that it is shown. */
  once: boolean;
  copied: boolean;
  onCopied: () => void;
};

/** The credentials of a key set, each part with Copy, and how to call with them. */
export function Credentials({ parts, masked, once, copied, onCopied }: Props) {
  const fields = credentialFields(parts);
  const secret = fields.find(({ isSecret }) => isSecret)!;
  const others = fields.filter((field) => !once || field !== secret);
  return (
    <div className="grid grid-cols-1 gap-5">
      {once ? (
        <ShownOnce
          title={`Copy the ${noun(secret)} now. It is shown only once.`}
          text={secret.value}
          copies={[{ label: `Copy ${noun(secret)}`, text: secret.value }]}
          copied={copied}
          onCopied={onCopied}
        />
      ) : null}
      {others.length > 0 ? (
        <dl className="grid gap-4">
          {others.map((field) => (
            <Part key={field.label} field={field} onCopied={field === secret ? onCopied : undefined} />
          ))}
        </dl>
      ) : null}
      <Tabs
        label="Use it"
        tabs={credentialSnippets(parts).map(({ value, label, code }) => ({
          value,
          label,
          content: (
            <CodeBlock
              code={code(copied ? parts.secret : masked)}
              copy={code(parts.secret)}
              label={`Copy ${label}`}
              onCopied={onCopied}
            />
          ),
        }))}
      />
      <p className="text-soft">
        Keep it in a secret manager or an environment variable, never in version control, and apart for each
        environment.
      </p>
    </div>
  );
}

function Part({
  field: { label, value, isSecret },
  onCopied,
}: {
  field: CredentialField;
  onCopied?: () => void;
}) {
  const shown = useRef<HTMLElement>(null);
  return (
    <div className="grid gap-1">
      <dt className="text-faint text-xs">{label}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <code
          ref={shown}
          data-secret={isSecret || undefined}
          onCopy={onCopied}
          className="wrap-anywhere min-w-0 flex-1 select-all rounded-md border border-line bg-paper px-3 py-2"
        >
          {value}
        </code>
        <CopyButton text={value} label={`Copy ${label}`} shownIn={shown} onCopied={onCopied} />
      </dd>
    </div>
  );
}

/** "API key", "client secret", "password": as it stands inside a sentence. */
function noun({ label }: CredentialField): string {
  return label.startsWith("API") ? label : label.toLowerCase();
}
