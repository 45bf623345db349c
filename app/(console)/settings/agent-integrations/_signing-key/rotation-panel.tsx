"use client";
import { StaleNotice } from "@/app/_answers/stale-notice";
import type { Stale } from "@/app/_answers/use-fresh";
import { useMay } from "@/components/shell/permissions";
import { Time } from "@/components/ui/time";
import type { SigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { type Draining, DrainStep } from "./drain-step";
import { ProvingOutposts } from "./proving-outposts";
import { PublicKeyLink } from "./public-key-link";
import { SignStep } from "./sign-step";
import { Step } from "./step";

type Props = {
  rotation: SigningKeyRotation;
  stale: Stale | null;
  issuer: string;
  refresh: () => Promise<void>;
  onRetire: (draining: Draining) => void;
};

/** A rotation with overlap, step by step, as it goes: shown while one is under way. */
export function RotationPanel({ rotation, stale, issuer, refresh, onRetire }: Props) {
  const { next, draining, active, at } = rotation;
  const may = useMay();
  if (!next && !draining) return null;
  const rolledBack = draining !== null && active !== null && draining.createdAt > active.createdAt;
  const incoming = next ?? (rolledBack ? draining : active)!;
  return (
    <section
      aria-label="Rotation with overlap"
      className="grid grid-cols-1 gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5"
    >
      <h3 className="text-base">{rolledBack ? "Rolled back" : "Rotation with overlap"}</h3>
      <StaleNotice stale={stale} />
      <ol>
        <Step title="The next key is published" is="done">
          <p className="wrap-anywhere text-faint text-xs">
            <code>{incoming.kid}</code>, <Time at={incoming.createdAt} now={at} />
          </p>
          {next ? (
            <p className="text-soft">
              A service that checks tokens with a file instead needs the key before it signs:{" "}
              <PublicKeyLink issuer={issuer} kid={next.kid}>
                download the next public key
              </PublicKeyLink>
              .
            </p>
          ) : null}
        </Step>
        <Step
          title={next ? provenTitle(rotation) : "Outposts were waited for"}
          is={next && rotation.refusal ? "now" : "done"}
        >
          {next ? (
            <div role="status">
              <ProvingOutposts outposts={rotation.outposts} now={at} />
            </div>
          ) : null}
        </Step>
        <Step
          title={next ? "Sign with it" : rolledBack ? "It signed" : "It signs"}
          is={next ? (rotation.refusal ? "later" : "now") : "done"}
        >
          {next && may("signing-key:rotate") ? (
            <SignStep next={next} rotation={rotation} refresh={refresh} />
          ) : null}
          {!next && draining ? (
            <p className="text-faint text-xs">
              {rolledBack ? (
                <>
                  until the roll back <Time at={draining.replacedAt} now={at} />
                </>
              ) : (
                <>
                  for <Time at={draining.replacedAt} now={at} show="span" />
                </>
              )}
            </p>
          ) : null}
        </Step>
        <Step
          title={rolledBack ? "The new key drains" : "The old key drains"}
          is={draining ? "now" : "later"}
        >
          {draining ? (
            <>
              <p className="wrap-anywhere text-faint text-xs">
                <code>{draining.kid}</code>,{" "}
                <PublicKeyLink issuer={issuer} kid={draining.kid}>
                  its public key
                </PublicKeyLink>
              </p>
              <DrainStep
                key={draining.id}
                draining={draining}
                rolledBack={rolledBack}
                now={at}
                refresh={refresh}
                onRetire={onRetire}
              />
            </>
          ) : (
            <p className="text-faint text-xs">Its tokens stay good until the last of them has ended.</p>
          )}
        </Step>
        <Step title="It retires by itself" is="later">
          {draining ? (
            <p className="text-faint text-xs">
              <Time at={draining.retiresAt} now={at} />; you can{" "}
              {rolledBack ? "sign with the new key again" : "roll back"} until then.
            </p>
          ) : null}
        </Step>
      </ol>
    </section>
  );
}

function provenTitle({ outposts }: SigningKeyRotation): string {
  if (outposts.length === 0) return "Outposts prove that they know it";
  const proven = outposts.filter(({ standing }) => standing === "proven").length;
  return outposts.length === 1
    ? `${proven} of 1 Outpost has proven that it knows the key`
    : `${proven} of ${outposts.length} Outposts have proven that they know it`;
}
