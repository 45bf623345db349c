"use client";
import { useEffect, useState } from "react";
import type { Answer } from "@/lib/contracts/answer";
import type { FirstUse } from "@/lib/services/access-keys/first-use";

const EVERY_MS = 2_000;
/** Asks whether the newest secret of a key has been used. */
export type ReadFirstUse = (input: { id: string }) => Promise<Answer<FirstUse>>;
type Use = { at: string; ip: string | null; seenAt: string };

/** Asks every two seconds whether the newest secret of a key has been used, until it has. `id` null: does not ask. */
export function useFirstUse(id: string | null, read: ReadFirstUse): Use | null {
  const [use, setUse] = useState<(Use & { id: string }) | null>(null);
  const found = use !== null && use.id === id;
  useEffect(() => {
    if (id === null || found) return;
    let over = false;
    let timer = setTimeout(ask, EVERY_MS);
    async function ask() {
      const answer = document.hidden ? null : await read({ id: id! }).catch(() => null);
      if (over) return;
      if (answer?.kind === "done" && answer.value.usedAt) {
        const { usedAt, from, askedAt } = answer.value;
        setUse({ id: id!, at: usedAt, ip: from, seenAt: askedAt });
      } else {
        timer = setTimeout(ask, EVERY_MS);
      }
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id, found, read]);
  return found ? use : null;
}
