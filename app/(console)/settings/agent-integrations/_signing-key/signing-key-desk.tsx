"use client";
import { Download, KeySquare, Layers2, RefreshCw } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { downloadText } from "@/components/keys/download-text";
import { IfMay, useMay } from "@/components/shell/permissions";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { DetailsGrid } from "@/components/ui/details-grid";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { signingRefusal } from "@/lib/domain/signing-keys/moves";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { SigningKey } from "@/lib/services/signing-keys/list";
import type { SigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import type { Draining } from "./drain-step";
import { GenerateDialog } from "./generate-dialog";
import { RotateDialog } from "./rotate-dialog";
import { useRotation } from "./use-rotation";

// Loaded when it is needed: most of the time no rotation is under way.
const OverlapDialog = lazy(() => import("./overlap-dialog").then((it) => ({ default: it.OverlapDialog })));
const RetireDialog = lazy(() => import("./retire-dialog").then((it) => ({ default: it.RetireDialog })));
const RotationPanel = lazy(() => import("./rotation-panel").then((it) => ({ default: it.RotationPanel })));

const icon = "size-4";

type Task = { kind: "generate" | "rotate" | "overlap" } | { kind: "retire"; draining: Draining };
type Props = { active: SigningKey | null; rotation: SigningKeyRotation; issuer: string; now: Date };

/** Generate where there is none; else the public key, and how to get another. */
export function SigningKeyDesk({ active, rotation: given, issuer, now }: Props) {
  const { rotation, stale, refresh } = useRotation(given);
  const [task, setTask] = useState<(Task & { turn: number }) | null>(null);
  const [open, setOpen] = useState(false);
  const may = useMay();
  const refusal = signingRefusal(rotation, "prepare");
  function begin(next: Task) {
    setTask((last) => ({ ...next, turn: (last?.turn ?? 0) + 1 }));
    setOpen(true);
  }
  const onClose = () => setOpen(false);
  return (
    <>
      {active ? (
        <div className="grid grid-cols-1 gap-4">
          <DetailsGrid
            facts={[
              { term: "Key id", value: <code>{active.kid}</code>, note: "Stands in each token as kid." },
              { term: "Kind", value: `RSA, ${active.bits} bits, RS256` },
              {
                term: "Made",
                value: (
                  <>
                    <Time at={active.createdAt} now={now} /> by <Bdi>{active.createdByLabel}</Bdi>
                  </>
                ),
              },
              {
                term: "Published at",
                value: <code>{`${issuer}/.well-known/jwks.json`}</code>,
                note: "Where any JWT library finds the public key. The private half never leaves the hub.",
              },
            ]}
          />
          <CodeBlock code={active.publicPem.trim()} label="Copy public key" />
          <div className="flex flex-wrap gap-2">
            <IfMay permission="signing-key:rotate">
              <Button
                icon={<Layers2 aria-hidden="true" className={icon} />}
                variant="primary"
                sleeping={refusal && REFUSAL_MESSAGES[refusal].sentence}
                onClick={() => begin({ kind: "overlap" })}
              >
                Rotate with overlap
              </Button>
            </IfMay>
            <Button
              icon={<Download aria-hidden="true" className={icon} />}
              onClick={() => downloadText(`keysmith-${active.kid.slice(0, 8)}.pem`, active.publicPem)}
            >
              Download Public Key
            </Button>
            <IfMay permission="signing-key:rotate">
              <Button
                icon={<RefreshCw aria-hidden="true" className={icon} />}
                onClick={() => begin({ kind: "rotate" })}
              >
                Get new key
              </Button>
            </IfMay>
          </div>
          <Suspense fallback={null}>
            {rotation.next || rotation.draining ? (
              <RotationPanel
                {...{ rotation, stale, issuer, refresh }}
                onRetire={(draining) => begin({ kind: "retire", draining })}
              />
            ) : null}
          </Suspense>
        </div>
      ) : (
        <EmptyState
          icon={<KeySquare />}
          sentence="No signing key yet. Without one, no access key can be exchanged for a token."
          action={
            may("signing-key:generate") ? (
              <Button onClick={() => begin({ kind: "generate" })}>Generate Signing Key</Button>
            ) : null
          }
        />
      )}
      {task?.kind === "generate" ? <GenerateDialog key={task.turn} open={open} onClose={onClose} /> : null}
      {task?.kind === "rotate" ? (
        <RotateDialog key={task.turn} rotation={rotation} open={open} onClose={onClose} />
      ) : null}
      <Suspense fallback={null}>
        {task?.kind === "overlap" ? (
          <OverlapDialog key={task.turn} open={open} onClose={onClose} refresh={refresh} />
        ) : null}
        {task?.kind === "retire" ? (
          <RetireDialog
            key={task.turn}
            draining={task.draining}
            open={open}
            onClose={() => {
              onClose();
              void refresh();
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}
