"use client";
import { useEffect, useState } from "react";
import { useLook } from "@/app/_answers/use-look";
import { fingerprint, type Policy } from "@/lib/domain/key-sets/policy";
import type { AdoptionEffects } from "@/lib/services/policy-templates/adoption";
import { readAdoption } from "../actions";

const PAUSE_MS = 300;

/**
 * What the policy in the form would do to existing key sets: known from the page for the policy as it is saved, asked
 * anew when typing pauses. Null while it is not known; `failed` where it could not be found out.
 */
export function useAdoption(
  id: string,
  typed: Policy | null,
  saved: { policy: Policy; told: AdoptionEffects },
): { told: AdoptionEffects | null; failed: boolean } {
  const print = typed && fingerprint(typed);
  const [paused, setPaused] = useState(print);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(print), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [print]);
  const isSaved = print === fingerprint(saved.policy);
  const question = isSaved || paused !== print ? null : print;
  const { value, problem } = useLook(question, () => readAdoption({ id, ...typed }));
  return { told: isSaved ? saved.told : value, failed: problem !== null };
}
