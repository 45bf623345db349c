"use client";
import { readFirstUse } from "@/app/(console)/keys/_access-keys/actions";
import { useFirstUse } from "@/app/(console)/keys/_issue/use-first-use";
import { FirstUseLine } from "@/components/keys/first-use-line";
import { Bdi } from "@/components/ui/bdi";
import { notBefore } from "@/components/ui/not-before";

export interface UsedKey {
  id: string;
  name: string;
  lastUsedAt: Date | null;
}

/** Waits for a key's first call; one that was used already needs no waiting. */
export function FirstUseOfKey({ usedKey, now }: { usedKey: UsedKey; now: Date }) {
  const { id, name, lastUsedAt } = usedKey;
  const live = useFirstUse(lastUsedAt ? null : id, readFirstUse);
  const use = live ?? (lastUsedAt ? { at: lastUsedAt } : null);
  return (
    <div className="grid gap-1">
      <Bdi className="wrap-anywhere font-strong">{name}</Bdi>
      <FirstUseLine use={use} now={live?.seenAt ?? (lastUsedAt ? notBefore(lastUsedAt, now) : now)} />
    </div>
  );
}
