"use client";
import { FirstSign } from "@/components/keys/first-sign";
import { ShownOnce } from "@/components/keys/shown-once";
import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";
import type { OutpostSummary } from "@/lib/services/outposts/list";
import { OutpostBadge } from "./outpost-badge";
import { outpostCommand } from "./outpost-command";

type Props = {
  token: string;
  baseUrl: string;
  /** The slug of the API that it shall stand for; null = none. */
  api: string | null;
  /** It was started with one before that the catalog does not have. */
  apiLeftOut?: boolean;
  /** As the list has it now: it has called once it was seen. */
  outpost: OutpostSummary | null;
  now: Date;
  copied: boolean;
  onCopied: () => void;
};

/** The command with its token, once, and whether the Outpost has called. */
export function OutpostToken({ token, baseUrl, api, apiLeftOut, outpost, now, copied, onCopied }: Props) {
  const command = outpostCommand(baseUrl, token, api);
  return (
    <div className="grid grid-cols-1 gap-5">
      <ShownOnce
        title="Copy this command now. Its token is shown only once."
        text={command}
        copies={[
          { label: "Copy command", text: command },
          { label: "Copy token", text: token },
        ]}
        copied={copied}
        onCopied={onCopied}
      />
      {apiLeftOut ? (
        <p>
          It was started with an API that the catalog does not have. Add <code>--api</code> with the right
          name.
        </p>
      ) : null}
      <FirstCall outpost={outpost} now={now} />
      <p className="text-soft">
        Run it where your API runs (
        <a className="link" href="/docs/outposts#quick-start" target="_blank" rel="noopener">
          how to install it
        </a>
        ). The address behind <code>--upstream</code> is an example: put your API’s own there, and add{" "}
        <code>--port</code> where 4180 is taken. It listens on every address unless <code>--host</code> names
        one, and its state file goes into the folder where it is started.
      </p>
      <p className="text-soft">
        Keep the token in a secret manager, never in version control; whoever holds it can read which keys are
        good.
      </p>
    </div>
  );
}

function FirstCall({ outpost, now }: { outpost: OutpostSummary | null; now: Date }) {
  const seen = outpost?.lastSeenAt ? { ...outpost, at: outpost.lastSeenAt } : null;
  return (
    <FirstSign waiting="Waiting for its first call…" said={seen && `The Outpost ${seen.name} has called`}>
      {seen ? (
        <span className="flex flex-wrap items-center gap-2.5">
          <OutpostBadge state={seen.state} />
          <span>
            <Bdi className="font-strong">{seen.name}</Bdi> called <Time at={seen.at} now={now} /> and applied
            revision <span className="tabular">{seen.appliedRevision}</span>
          </span>
        </span>
      ) : null}
    </FirstSign>
  );
}
