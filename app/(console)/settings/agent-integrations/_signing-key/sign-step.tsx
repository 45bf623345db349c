"use client";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { newIdempotencyKey } from "@/app/_answers/idempotency-key";
import { useSubmit } from "@/app/_answers/use-submit";
import { announce } from "@/components/ui/announcer";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { SigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { signWithNextKey, withdrawNextKey } from "./actions";
import { calledAt } from "./proving-outposts";

type Props = {
  next: NonNullable<SigningKeyRotation["next"]>;
  rotation: SigningKeyRotation;
  refresh: () => Promise<void>;
};

/** The button that lets the next key sign. It sleeps by the server's own rule, and says why. */
export function SignStep({ next, rotation, refresh }: Props) {
  const [without, setWithout] = useState<readonly string[]>([]);
  const [signs, withdrawing] = [useSubmit(), useSubmit()];
  const unknown = rotation.outposts
    .map((outpost, at) => ({ ...outpost, name: calledAt(outpost, at) }))
    .filter(({ standing }) => standing === "unknown");
  const allLeft = unknown.every(({ id }) => without.includes(id));
  const refusal = rotation.refusal === "outposts-unknown" && allLeft ? null : rotation.refusal;
  async function sign() {
    const input = { id: next.id, without: unknown.map(({ id }) => id).filter((id) => without.includes(id)) };
    const done = await signs.submit(() => signWithNextKey(input, newIdempotencyKey()));
    if (done) announce("The new key signs. The one before drains.");
    await refresh();
  }
  async function withdraw() {
    const done = await withdrawing.submit(() => withdrawNextKey({ id: next.id }, newIdempotencyKey()));
    if (done) announce("The next key has been withdrawn");
    await refresh();
  }
  const leave = (id: string, left: boolean) =>
    setWithout((ids) => (left ? [...ids, id] : ids.filter((one) => one !== id)));
  return (
    <div className="grid grid-cols-1 gap-3">
      <FormProblem problem={signs.problem ?? withdrawing.problem} />
      {unknown.map(({ id, name }) => (
        <Checkbox
          key={id}
          checked={without.includes(id)}
          onChange={(event) => leave(id, event.target.checked)}
          label={
            <>
              Go on without <Bdi>{name}</Bdi>
            </>
          }
          note="Until it has caught up, it may refuse tokens of the new key."
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={signs.busy}
          sleeping={refusal && REFUSAL_MESSAGES[refusal].sentence}
          onClick={sign}
        >
          Sign with the new key
        </Button>
        <Button busy={withdrawing.busy} onClick={withdraw}>
          Withdraw the next key
        </Button>
      </div>
    </div>
  );
}
