"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useRead } from "@/app/_answers/use-read";
import { useWithdrawal } from "@/app/(console)/_dialogs/use-withdrawal";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { counted } from "@/components/ui/counted";
import { Skeleton } from "@/components/ui/skeleton";
import { Unread } from "@/components/ui/unread";
import type { SigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { CatchUp } from "../_outposts/catch-up";
import { readSigningRotation, rotateKey } from "./actions";
import { BitsField, bitsIn } from "./bits-field";

type Props = { rotation: SigningKeyRotation; open: boolean; onClose: () => void };

/** Replaces the signing key at once. It says what that breaks before, and what came of it after. */
export function RotateDialog({ rotation, open, onClose }: Props) {
  const router = useRouter();
  const [bits, setBits] = useState("2048");
  const { busy, problem, withdraw, outcome } = useWithdrawal({
    title: "The new key signs",
    already: "It had been replaced already.",
    note: "Tokens of the old key, and its private half, are gone for good.",
  });
  async function rotate() {
    if (await withdraw((idempotencyKey) => rotateKey({ bits: bitsIn(bits) }, idempotencyKey)))
      router.refresh();
  }
  return (
    <ConsequenceDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Replace the signing key?"
      consequences={[
        "All tokens signed with the current key are invalid from then on. Integrations that hold one must exchange their access key again.",
        <LiveTokens key="tokens" />,
        ...overlapEnds(rotation),
        "Services that check tokens fetch the new public key by themselves; one that keeps keys for long, or was given the key as a file, must be told.",
        "Access keys are not touched.",
      ]}
      confirmLabel="Rotate Key"
      busy={busy}
      onConfirm={rotate}
      outcome={
        outcome && {
          title: outcome.title,
          children: (
            <div className="grid gap-3">
              {outcome.children}
              <CatchUp what="take the new public key" />
            </div>
          ),
        }
      }
    >
      <FormProblem problem={problem} />
      <BitsField value={bits} onChange={setBits} />
    </ConsequenceDialog>
  );
}

/** How many tokens of the current key live, read when the dialog opens. */
function LiveTokens() {
  const { read: rotation, again } = useRead("rotation", readSigningRotation);
  if (rotation === null)
    return (
      <span role="status" className="flex-1">
        <span className="sr-only">Reading how many tokens live</span>
        <Skeleton className="h-4 w-2/3" />
      </span>
    );
  if (rotation === "failed") return <Unread what="How many tokens live" onAgain={again} />;
  const tokens = rotation.active?.tokens ?? 0;
  if (tokens === 0) return "No live token of the current key is counted.";
  return `${counted(tokens, "live token")} of the current key ${tokens === 1 ? "is" : "are"} refused.`;
}

/** What becomes of the other key of a rotation with overlap: the next one signs nobody a token yet. */
function overlapEnds({ next, draining }: SigningKeyRotation): string[] {
  const ends = "The rotation with overlap that is under way ends here:";
  if (next) return [`${ends} its next key goes too; no integration holds a token of it yet.`];
  if (!draining) return [];
  const lost = draining.tokens === 0 ? "any token" : counted(draining.tokens, "live token");
  return [`${ends} its draining key goes too, with ${lost} that it signed.`];
}
