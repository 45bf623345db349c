"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { SigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { readSigningRotation } from "./actions";

/** Often while Outposts prove the next key; seldom while the old one drains; not at all while nothing is under way. */
const PROVING_MS = 1_000;
const DRAINING_MS = 3_000;

export interface LiveRotation {
  rotation: SigningKeyRotation;
  /** Reads it at once: after something was changed here. */
  refresh(): Promise<void>;
}

/** The rotation as the server gave it, kept fresh while the page is looked at. */
export function useRotation(given: SigningKeyRotation): LiveRotation {
  const router = useRouter();
  const [read, setRead] = useState<SigningKeyRotation | null>(null);
  const rotation = read !== null && read.at > given.at ? read : given;
  const refresh = useCallback(async () => {
    const answer = await readSigningRotation().catch(() => null);
    if (answer?.kind === "done") setRead((last) => (last && last.at > answer.value.at ? last : answer.value));
  }, []);
  const everyMs = rotation.next ? PROVING_MS : rotation.draining ? DRAINING_MS : null;
  useEffect(() => {
    if (everyMs === null) return;
    let over = false;
    let timer = setTimeout(turn, everyMs);
    async function turn() {
      if (!document.hidden) await refresh();
      if (!over) timer = setTimeout(turn, everyMs!);
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [everyMs, refresh]);
  // Somebody else, or the clock, has moved a key: the rest of the page tells of it too.
  const keys = [rotation.active, rotation.next, rotation.draining].map((key) => key?.id ?? "").join();
  const shown = useRef(keys);
  useEffect(() => {
    if (shown.current === keys) return;
    shown.current = keys;
    router.refresh();
  }, [keys, router]);
  return { rotation, refresh };
}
