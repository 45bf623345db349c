"use client";
import { useEffect, useState } from "react";
import { fingerprint, type Policy } from "@/lib/domain/key-sets/policy";
import type { AdoptionEffects } from "@/lib/services/policy-templates/adoption";
import { readAdoption } from "../actions";

const PAUSE_MS = 300;

/**
 * What the policy in the form would do to existing key sets: known from the page for the policy as it is saved, asked
 * anew when typing pauses. Null while it is not known.
 */
export function useAdoption(
  id: string,
  typed: Policy | null,
  saved: { policy: Policy; told: AdoptionEffects },
): AdoptionEffects | null {
  const [answer, setAnswer] = useState<{ to: string; told: AdoptionEffects } | null>(null);
  const asked = typed && fingerprint(typed);
  const known = asked === fingerprint(saved.policy) ? saved.told : answer?.to === asked ? answer?.told : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fingerprint stands for the policy
  useEffect(() => {
    if (!typed || known) return;
    let over = false;
    const timer = setTimeout(async () => {
      const got = await readAdoption({ id, ...typed }).catch(() => null);
      if (!over && got?.kind === "done") setAnswer({ to: fingerprint(typed), told: got.value });
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id, asked, known]);
  return known ?? null;
}
