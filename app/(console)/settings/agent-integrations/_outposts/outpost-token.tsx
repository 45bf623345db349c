"use client";
import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/announcer";
import { Bdi } from "@/components/ui/bdi";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { OutpostSummary } from "@/lib/services/outposts/list";
import { OutpostBadge } from "./outpost-badge";
import { outpostCommand } from "./outpost-command";

type Props = {
  token: string;
  baseUrl: string;
  /** As the list has it now: it has called once it was seen. */
  outpost: OutpostSummary | null;
  now: Date;
  copied: boolean;
  onCopied: () => void;
};

/** The command with its token, once, and whether the Outpost has called. */
export function OutpostToken({ token, baseUrl, outpost, now, copied, onCopied }: Props) {
  const shown = useRef<HTMLElement>(null);
  const command = outpostCommand(baseUrl, token);
  return (
    <div className="grid grid-cols-1 gap-5">
      <div
        role="alert"
        data-kind="success"
        className="grid gap-3 rounded-lg border border-good-line bg-good-wash p-4"
      >
        <p className="flex items-center gap-2 font-strong text-good">
          <CircleCheck aria-hidden="true" className="size-4 shrink-0" />
          Copy this command now. Its token is shown only once.
        </p>
        <code
          ref={shown}
          data-secret
          onCopy={onCopied}
          className="wrap-anywhere select-all rounded-md border border-good-line bg-surface px-3 py-2.5 leading-6"
        >
          {command}
        </code>
        <div className="flex flex-wrap gap-2">
          <CopyButton
            variant={copied ? "secondary" : "primary"}
            text={command}
            label="Copy command"
            autoFocus
            shownIn={shown}
            onCopied={onCopied}
          >
            Copy command
          </CopyButton>
          <CopyButton text={token} label="Copy token" shownIn={shown} onCopied={onCopied}>
            Copy token
          </CopyButton>
        </div>
      </div>
      <FirstCall outpost={outpost} now={now} />
      <p className="text-soft">
        Run it where your API runs, with the address of the API behind <code>--upstream</code>;{" "}
        <a className="link" href="/docs/outposts#quick-start" target="_blank" rel="noopener">
          how to install it
        </a>
        . Keep the token in a secret manager, never in version control; whoever holds it can read which keys
        are good.
      </p>
    </div>
  );
}

function FirstCall({ outpost, now }: { outpost: OutpostSummary | null; now: Date }) {
  const name = outpost?.lastSeenAt ? outpost.name : null;
  useEffect(() => {
    if (name !== null) announce(`The Outpost ${name} has called`);
  }, [name]);
  if (!outpost?.lastSeenAt) {
    return (
      <p className="flex items-center gap-2.5 text-soft">
        <span aria-hidden="true" className="size-2 animate-breathe rounded-full border-2 border-edge" />
        Waiting for its first call…
      </p>
    );
  }
  return (
    <p className="flex animate-arrive flex-wrap items-center gap-2.5">
      <OutpostBadge state={outpost.state} />
      <span>
        <Bdi className="font-strong">{outpost.name}</Bdi> called <Time at={outpost.lastSeenAt} now={now} />{" "}
        and applied revision <span className="tabular">{outpost.appliedRevision}</span>
      </span>
    </p>
  );
}
