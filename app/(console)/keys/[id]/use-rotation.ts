"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect } from "react";
import { type Stale, useFresh } from "@/app/_answers/use-fresh";
import type { Overlap, Rotation } from "@/lib/services/access-keys/rotation";
import { readRotation } from "../_access-keys/actions";

const EVERY_MS = 4_000;

export interface RotationUnderWay extends Rotation {
  overlap: Overlap;
}

/** The rotation under way, kept fresh while the page is looked at; loads the page anew once it is over. */
export function useRotation(
  id: string,
  given: RotationUnderWay,
): { rotation: RotationUnderWay; stale: Stale | null } {
  const router = useRouter();
  const read = useCallback(() => readRotation({ id }), [id]);
  const { value, stale } = useFresh<Rotation>(given, read, () => EVERY_MS);
  const isOver = value.overlap === null;
  useEffect(() => {
    if (isOver) router.refresh();
  }, [isOver, router]);
  return { rotation: value.overlap ? { overlap: value.overlap, at: value.at } : given, stale };
}
