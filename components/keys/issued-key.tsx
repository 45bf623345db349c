"use client";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { CopyButton } from "../ui/copy-button";
import type { Instant } from "../ui/format-time";
import { Tabs } from "../ui/tabs";
import { downloadText } from "./download-text";
import { type FirstUse, FirstUseLine } from "./first-use-line";
import { ShownOnce } from "./shown-once";
import { commandLine, envLine, snippets } from "./snippets";

export type Issued = {
  /** The full value. It lives in this page's memory only; drop it when the dialog closes. */
  secret: string;
  /** "ks_aproduction_Ab12…a1B2" */
  masked: string;
  /** "KEYSMITH_ACCESS_KEY" */
  envName: string;
  /** File name of the download: "orders.env". */
  fileName: string;
  /** Which way to use it is shown first; `.env` otherwise. */
  firstTab?: "env" | "curl";
  /** What it may do: decides which calls are shown. */
  scopes?: readonly string[];
  /** Null for a key of none. */
  environment: string | null;
  /** It acts as a person: the command line comes first. */
  personal?: boolean;
};
type Props = {
  issued: Issued;
  baseUrl: string;
  copied: boolean;
  onCopied: () => void;
  firstUse: FirstUse | null;
  now: Instant;
  /** What became of an older secret: its receipt. */
  farewell?: ReactNode;
};

/** The green alert with the full value, and everything one needs to put it where it belongs. */
export function IssuedKey({ issued, baseUrl, copied, onCopied, firstUse, now, farewell }: Props) {
  const { secret, masked, envName, fileName, personal } = issued;
  const ways = snippets(envName, baseUrl, issued);
  if (personal) ways.unshift(commandLine(envName, baseUrl));
  return (
    <div className="grid grid-cols-1 gap-5">
      <ShownOnce
        title="Copy this key now. It is shown only once."
        text={secret}
        copies={[{ label: "Copy key", text: secret }]}
        copied={copied}
        onCopied={onCopied}
      >
        <Button
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => {
            downloadText(fileName, `${envLine(envName, secret)}\n`);
            onCopied();
          }}
        >
          Download .env
        </Button>
      </ShownOnce>
      <FirstUseLine use={firstUse} now={now} />
      {farewell}
      <Tabs
        label="Use it"
        defaultValue={issued.firstTab}
        tabs={ways.map((snippet) => ({
          value: snippet.value,
          label: snippet.label,
          content: (
            <CodeBlock
              code={snippet.code(copied ? secret : masked)}
              copy={snippet.code(secret)}
              label={`Copy ${snippet.label}`}
              onCopied={onCopied}
            />
          ),
        }))}
      />
      <SafeKeeping personal={personal} />
    </div>
  );
}

/** `*.env` is for the download, which is named after the key. */
const IGNORED_FILES = ".env\n*.env";

function SafeKeeping({ personal }: Pick<Issued, "personal">) {
  return (
    <div className="grid gap-3">
      <ul className="grid list-disc gap-1 pl-4 text-soft marker:text-faint">
        <li>Keep it in a secret manager or an environment variable, never in version control.</li>
        <li>
          If it goes into a file, add the lines <code>.env</code> and <code>*.env</code> to{" "}
          <code>.gitignore</code> first.
          <CopyButton
            text={IGNORED_FILES}
            label="Copy the lines for .gitignore"
            className="-my-1.5 ml-0.5 align-middle"
          />
        </li>
        <li>Test it with a call before an older one goes.</li>
        {/* One's own keys are deleted; there is no Revoke beside them. */}
        <li>
          Lost it? Nobody can show it again. Create a new key and {personal ? "delete" : "revoke"} this one.
        </li>
      </ul>
      <p className="text-soft">
        Read on:{" "}
        {READ_ON.map(([slug, title], index) => (
          <span key={slug}>
            {index > 0 ? ", " : null}
            {/* Apart from this page: leaving it would lose the value. */}
            <a className="link" href={`/docs/${slug}`} target="_blank" rel="noopener">
              {title}
            </a>
          </span>
        ))}
      </p>
    </div>
  );
}

const READ_ON = [
  ["quickstart", "Quickstart"],
  ["authentication", "Authentication"],
  ["lifecycle", "Key lifecycle"],
];
