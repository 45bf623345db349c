import type { ReactNode } from "react";

/** What becomes of the secret that a fresh one replaces. */
export function OldSecret({ children }: { children: ReactNode }) {
  return (
    <section aria-label="The old secret" className="grid gap-1 rounded-lg border border-line p-3.5">
      <p className="text-faint text-xs">The old secret</p>
      {children}
    </section>
  );
}
