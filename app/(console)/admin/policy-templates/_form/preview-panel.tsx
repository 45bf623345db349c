"use client";
import { useDeferredValue, useMemo } from "react";
import { PolicyPreview } from "@/components/policies/policy-preview";
import { Section } from "@/components/ui/section";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { foretell, PREVIEW_MONTHS } from "@/lib/domain/key-sets/preview";

type Props = { policy: Policy | null; now: Date };

/** The 12 months ahead, by the rules that carry the policy out. While the fields make no sense it says so. */
export function PreviewPanel({ policy: typed, now }: Props) {
  // What rotates every day takes a moment to work out, and typing is not to wait for it.
  const policy = useDeferredValue(typed);
  const preview = useMemo(() => policy && foretell(policy, now), [policy, now]);
  return (
    <Section
      title="The next 12 months"
      purpose="What becomes of a key set that is activated now, if nobody intervenes. Worked out by the rules that will carry it out; days in UTC."
    >
      {policy && preview ? (
        <PolicyPreview preview={preview} months={PREVIEW_MONTHS} showOnce={!policy.retrievable} />
      ) : (
        <p className="border-line border-y py-8 text-center text-faint">
          Nothing to show yet: correct the marked field first.
        </p>
      )}
    </Section>
  );
}
