"use client";
import { FormProblem } from "@/app/_answers/form-problem";
import { newIdempotencyKey } from "@/app/_answers/idempotency-key";
import { useSubmit } from "@/app/_answers/use-submit";
import { IfMay } from "@/components/shell/permissions";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { SigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { rollBackToKeyBefore } from "./actions";

export type Draining = NonNullable<SigningKeyRotation["draining"]>;
type Props = {
  draining: Draining;
  rolledBack: boolean;
  now: Date;
  refresh: () => Promise<void>;
  /** *Retire it now* was pressed. */
  onRetire: (draining: Draining) => void;
};

/** What the key before has signed and when the last of it ends; and the way back. */
export function DrainStep({ draining, rolledBack, now, refresh, onRetire }: Props) {
  const { busy, problem, submit } = useSubmit();
  async function rollBack() {
    const done = await submit(() => rollBackToKeyBefore({ id: draining.id }, newIdempotencyKey()));
    if (done) announce("The other key signs again");
    await refresh();
  }
  const { tokens, lastEndsAt, retiresAt } = draining;
  const ended = lastEndsAt <= now;
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="max-w-prose text-soft" data-drain>
        {tokens === 0 ? "No token of it is counted as live" : null}
        {tokens === 1 ? "One token of it lives" : null}
        {tokens > 1 ? <span className="tabular">{tokens.toLocaleString("en")} tokens of it live</span> : null}
        ; {tokens === 0 ? "whatever it signed" : tokens === 1 ? "it" : "the last"} {ended ? "ended" : "ends"}{" "}
        by <Time at={lastEndsAt} now={now} show="clock" />, safe at{" "}
        <Time at={retiresAt} now={now} show="clock" />.
        {ended ? null : tokens > 1 ? " They stay good until then." : " It stays good until then."}
      </p>
      <FormProblem problem={problem} />
      <IfMay permission="signing-key:rotate">
        <div className="flex flex-wrap gap-2">
          <Button busy={busy} onClick={rollBack}>
            {rolledBack ? "Sign with the new key again" : "Roll back"}
          </Button>
          <Button onClick={() => onRetire(draining)}>Retire it now</Button>
        </div>
      </IfMay>
    </div>
  );
}
