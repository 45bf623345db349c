import type { ReactNode } from "react";

/** What becomes of the secret that a fresh one replaces; a personal key's is called its value. */
export function OldSecret({ noun = "secret", children }: { noun?: "secret" | "value"; children: ReactNode }) {
  return (
    <section aria-label={`The old ${noun}`} className="grid gap-1 rounded-lg border border-line p-3.5">
      <p className="text-faint text-xs">The old {noun}</p>
      {children}
    </section>
  );
}
