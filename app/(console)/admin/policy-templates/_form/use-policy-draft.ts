"use client";
import { useMemo, useState } from "react";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { draftOf, readDraft } from "./draft";

/** The fields of a policy as somebody types them, and what they mean at the moment. */
export function usePolicyDraft(given: Policy) {
  const [draft, setDraft] = useState(() => draftOf(given));
  const { policy, errors } = useMemo(() => readDraft(draft), [draft]);
  return { draft, setDraft, policy, errors };
}
export type PolicyForm = ReturnType<typeof usePolicyDraft>;
