"use client";
import { Undo2 } from "lucide-react";
import { sleeping } from "@/app/_answers/sleeping";
import { StaleNotice } from "@/app/_answers/stale-notice";
import { maskedText } from "@/components/keys/masked-text";
import { StatusBadge } from "@/components/keys/status-badge";
import { IfMay } from "@/components/shell/permissions";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { counted } from "@/components/ui/counted";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { MovingAdvice } from "@/lib/domain/keys/moving";
import type { OverlapVersion } from "@/lib/services/access-keys/rotation";
import { useKeyDesk } from "../_access-keys/key-desk";
import type { KeySubject } from "../_access-keys/key-subject";
import { RemainingCallers } from "./remaining-callers";
import { type RotationUnderWay, useRotation } from "./use-rotation";

type Props = { subject: KeySubject; rotation: RotationUnderWay };

const ADVICE: Record<MovingAdvice, { kind: "info" | "success" | "warning"; title: string; text: string }> = {
  "new-unused": {
    kind: "info",
    title: "Nobody uses the new secret yet",
    text: "Bring it to your programs, one after the other. Both secrets work meanwhile.",
  },
  "still-calling": {
    kind: "warning",
    title: "The old secret is still in use",
    text: "Ending the overlap now would cut off the callers below that have not moved.",
  },
  "some-unseen": {
    kind: "warning",
    title: "Nobody uses the old secret now, but not all callers have been seen with the new one",
    text: "Programs that run once a night or a week show up late. Wait for them, or look after them.",
  },
  "all-moved": {
    kind: "success",
    title: "All known callers have moved",
    text: "Nobody has called with the old secret for a quarter of an hour. It can end.",
  },
};

/** Rotation under way: both versions side by side, who has not moved yet, and the two ways out. */
export function RotationPanel({ subject, rotation: given }: Props) {
  const { open } = useKeyDesk();
  const { rotation, stale } = useRotation(subject.id, given);
  const { overlap, at: now } = rotation;
  const { old, fresh, callers, advice } = overlap;
  const { kind, title, text } = ADVICE[advice];
  const { environment, moves } = subject;
  return (
    <Section
      className="mb-12"
      title="Rotation under way"
      purpose={
        <>
          The old and the new secret both work. Rotated <Time at={overlap.rotatedAt} now={now} />.
        </>
      }
      action={
        <IfMay permission="access-key:rotate">
          <div className="flex flex-wrap gap-2">
            <Button
              icon={<Undo2 aria-hidden="true" className="size-4" />}
              sleeping={sleeping(moves["roll-back"])}
              onClick={() => open({ kind: "roll-back", key: subject })}
            >
              Roll back
            </Button>
            <Button
              variant="danger"
              sleeping={sleeping(moves["end-overlap"])}
              onClick={() => open({ kind: "end-overlap", key: subject })}
            >
              End overlap now
            </Button>
          </div>
        </IfMay>
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <StaleNotice stale={stale} />
        <div className="grid grid-cols-1 border-line border-y sm:grid-cols-2">
          <Version label="Old secret" version={old} environment={environment} now={now} ends />
          <Version label="New secret" version={fresh} environment={environment} now={now} />
        </div>
        <Alert kind={kind} title={title}>
          {text}
        </Alert>
        {old.lastUsedAt ? <RemainingCallers callers={callers} now={now} /> : null}
      </div>
    </Section>
  );
}

function Version({
  label,
  version,
  environment,
  now,
  ends = false,
}: {
  label: string;
  version: OverlapVersion;
  environment: string | null;
  now: Date;
  ends?: boolean;
}) {
  return (
    <section
      aria-label={label}
      className="grid min-w-0 content-start gap-2 py-4 sm:not-first:border-line sm:not-first:border-l sm:not-first:pl-6 max-sm:not-first:border-line max-sm:not-first:border-t"
    >
      <h3 className="flex flex-wrap items-center gap-2">
        {label} <span className="text-faint">version {version.generation}</span>
        {ends ? <RetiringBadge version={version} now={now} /> : <StatusBadge status={version.status} />}
      </h3>
      <p>
        <code className="text-soft">{maskedText({ ...version, environment })}</code>
      </p>
      <p className="text-soft">
        {version.lastUsedAt ? (
          <>
            Last used <Time at={version.lastUsedAt} now={now} />, {counted(version.calls, "call")} in all
          </>
        ) : (
          "Not used yet"
        )}
      </p>
    </section>
  );
}

/** "Active, retires in 3 d": the old version's own status, and when it ends. */
function RetiringBadge({ version, now }: { version: OverlapVersion; now: Date }) {
  const { status, retiresAt, end } = version;
  const expires = end?.as === "expired" ? end.at : null;
  return (
    <>
      <StatusBadge status={status} />
      {retiresAt && !expires ? (
        <Badge tone="soon">
          retires <Time at={retiresAt} now={now} />
        </Badge>
      ) : null}
      {retiresAt ? null : <Badge tone="soon">until you end it</Badge>}
      {expires ? (
        <Badge>
          expires <Time at={expires} now={now} />
        </Badge>
      ) : null}
    </>
  );
}
