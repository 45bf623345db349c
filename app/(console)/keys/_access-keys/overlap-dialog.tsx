"use client";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useRead } from "@/app/_answers/use-read";
import { useWithdrawal } from "@/app/(console)/_dialogs/use-withdrawal";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { counted } from "@/components/ui/counted";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { Unread } from "@/components/ui/unread";
import type { Rotation } from "@/lib/services/access-keys/rotation";
import { endKeyOverlap, readRotation, rollBackKey } from "./actions";
import type { KeySubject } from "./key-subject";

type Act = "end-overlap" | "roll-back";
type Props = { act: Act; subject: KeySubject; open: boolean; onClose: () => void };

const ACTS: Record<
  Act,
  {
    send: typeof endKeyOverlap;
    label: string;
    question: (name: ReactNode) => ReactNode;
    done: string;
    consequences: string[];
  }
> = {
  "end-overlap": {
    send: endKeyOverlap,
    label: "End overlap now",
    question: (name) => <>End the overlap of {name}?</>,
    done: "The old secret is refused",
    consequences: [
      "From now on every call with the old secret is refused, at every gate. The new one keeps working.",
      "There is no undo, and no roll back afterwards.",
    ],
  },
  "roll-back": {
    send: rollBackKey,
    label: "Roll back",
    question: (name) => <>Roll {name} back?</>,
    done: "The new secret is refused",
    consequences: [
      "From now on every call with the new secret is refused, at every gate. Programs that already use it will fail.",
      "The old secret is the key’s only one again, and does not retire.",
      "The new secret cannot be brought back; rotate again for another.",
    ],
  },
};

/** End overlap now, or Roll back: who would be hit, before; who enforces it, after. */
export function OverlapDialog({ act, subject, open, onClose }: Props) {
  const router = useRouter();
  const { send, label, question, done, consequences } = ACTS[act];
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: done,
    already: "It had been done already.",
  });
  async function run() {
    if (await withdraw((idempotencyKey) => send({ id: subject.id }, idempotencyKey))) router.refresh();
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={question(<Bdi>{subject.name}</Bdi>)}
      consequences={consequences}
      confirmLabel={label}
      onConfirm={run}
      busy={busy}
      outcome={outcome}
    >
      {act === "end-overlap" && subject.secretWaits ? (
        <Alert kind="danger" title="Nobody has collected the new secret yet">
          Programs that use the key would have none that works. Reveal the new secret first.
        </Alert>
      ) : null}
      <WhoIsHit act={act} id={subject.id} />
      <FormProblem problem={problem} />
    </ConsequenceDialog>
  );
}

const SHOWN = 5;

/** The callers that the act would cut off, by name; read when the dialog opens, so that they are fresh. */
function WhoIsHit({ act, id }: { act: Act; id: string }) {
  const { read: rotation, again } = useRead(id, () => readRotation({ id }));
  return (
    <section
      aria-label={act === "end-overlap" ? "Who still uses the old secret" : "Who uses the new secret"}
      className="rounded-lg border border-line bg-paper p-3.5"
    >
      {rotation === null ? (
        <div role="status">
          <span className="sr-only">Reading who uses it</span>
          <Skeleton className="h-4 w-2/3" />
        </div>
      ) : rotation === "failed" ? (
        <Unread what="Who uses it" onAgain={again} />
      ) : rotation.overlap === null ? (
        <p>No rotation of this key is under way any more.</p>
      ) : act === "end-overlap" ? (
        <Hit overlap={rotation.overlap} now={rotation.at} />
      ) : (
        <p className="text-soft">
          {rotation.overlap.fresh.lastUsedAt ? (
            <>
              The new secret was used <Time at={rotation.overlap.fresh.lastUsedAt} now={rotation.at} />, with{" "}
              {counted(rotation.overlap.fresh.calls, "call")} in all.
            </>
          ) : (
            "Nobody has used the new secret yet, so nothing should break."
          )}
        </p>
      )}
    </section>
  );
}

function Hit({ overlap, now }: { overlap: NonNullable<Rotation["overlap"]>; now: Date }) {
  const left = overlap.callers.filter(({ moving }) => moving !== "moved");
  if (left.length === 0)
    return (
      <p className="text-soft">
        {overlap.old.lastUsedAt
          ? "Every known caller has moved to the new secret. Nothing should break."
          : "Nobody has used the old secret yet, so nothing should break."}
      </p>
    );
  return (
    <div className="grid gap-2">
      <p className="font-strong">
        {left.length === 1 ? "1 caller has" : `${left.length} callers have`} not moved yet
      </p>
      <ul className="grid gap-1 text-xs">
        {left.slice(0, SHOWN).map((caller) => (
          <li key={`${caller.ip} ${caller.userAgent}`} className="flex min-w-0 gap-2">
            <code className="shrink-0">{caller.ip}</code>
            <bdi className="min-w-0 flex-1 truncate text-faint">{caller.userAgent || "None given"}</bdi>
            <Time at={caller.lastAt} now={now} />
          </li>
        ))}
        {left.length > SHOWN ? <li className="text-faint">and {left.length - SHOWN} more</li> : null}
      </ul>
    </div>
  );
}
