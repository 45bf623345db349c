"use client";
import { type ReactNode, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { Risk } from "@/lib/domain/keys/withdrawal-risk";

/**
 * The weight of a withdrawal follows its risk: where calls would be cut, the person says that they know. `unknown` =
 * the evidence could not be read, which must not stop a withdrawal; null = it is being read. A leak needs no second thought.
 */
export function useKnowing(
  risk: Risk | "unknown" | null,
  leaked = false,
): { box: ReactNode; sleeping: string | null } {
  const [known, setKnown] = useState(false);
  const asks = risk === "in-use" && !leaked;
  return {
    box: asks ? (
      <Checkbox
        label="I know that these calls will fail"
        checked={known}
        onChange={(event) => setKnown(event.target.checked)}
      />
    ) : null,
    sleeping:
      risk === null
        ? "Who uses it is being read."
        : asks && !known
          ? "It is in use. Tick that you know that these calls will fail."
          : null,
  };
}
