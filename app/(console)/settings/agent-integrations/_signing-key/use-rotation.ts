"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { type Stale, useFresh } from "@/app/_answers/use-fresh";
import type { SigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { readSigningRotation } from "./actions";

/** Often while Outposts prove the next key; seldom while the old one drains; not at all while nothing is under way. */
const PROVING_MS = 1_000;
const DRAINING_MS = 3_000;

export interface LiveRotation {
  rotation: SigningKeyRotation;
  stale: Stale | null;
  /** Reads it at once: after something was changed here. */
  refresh(): Promise<void>;
}

/** The rotation as the server gave it, kept fresh while the page is looked at. */
export function useRotation(given: SigningKeyRotation): LiveRotation {
  const router = useRouter();
  const {
    value: rotation,
    stale,
    refresh,
  } = useFresh(given, readSigningRotation, ({ next, draining }) =>
    next ? PROVING_MS : draining ? DRAINING_MS : null,
  );
  // Somebody else, or the clock, has moved a key: the rest of the page tells of it too.
  const keys = [rotation.active, rotation.next, rotation.draining].map((key) => key?.id ?? "").join();
  const shown = useRef(keys);
  useEffect(() => {
    if (shown.current === keys) return;
    shown.current = keys;
    router.refresh();
  }, [keys, router]);
  return { rotation, stale, refresh };
}
