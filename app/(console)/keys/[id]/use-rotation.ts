"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { Overlap, Rotation } from "@/lib/services/access-keys/rotation";
import { readRotation } from "../_access-keys/actions";

const EVERY_MS = 4_000;

interface Shown {
  overlap: Overlap;
  askedAt: Date;
}

/** The rotation under way, asked for anew every few seconds while the page is looked at; reloads the page once it is over. */
export function useRotation(id: string, first: Shown): Shown {
  const router = useRouter();
  const [latest, setLatest] = useState<Shown>(first);
  useEffect(() => {
    let over = false;
    let timer = setTimeout(ask, EVERY_MS);
    async function ask() {
      const answer = document.hidden ? null : await readRotation({ id }).catch(() => null);
      if (over) return;
      const rotation: Rotation | null = answer?.kind === "done" ? answer.value : null;
      if (rotation && !rotation.overlap) return router.refresh();
      if (rotation?.overlap) setLatest({ overlap: rotation.overlap, askedAt: rotation.askedAt });
      timer = setTimeout(ask, EVERY_MS);
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id, router]);
  return first.askedAt > latest.askedAt ? first : latest;
}
