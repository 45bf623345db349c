"use client";
import { sleeping } from "@/app/_answers/sleeping";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useKeySetDesk } from "./key-set-desk";

/** What cannot be taken back, at the bottom of the page. */
export function KeySetDanger() {
  const { subject, open } = useKeySetDesk();
  if (!subject.may.revoke) return null;
  return (
    <Section title="Withdraw" className="mt-14">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-danger-line border-y py-3.5">
        <div className="min-w-0 flex-1 basis-72">
          <h3>Revoke</h3>
          <p className="text-soft">
            Permanently disabled for use: every call is refused from then on. The key set stays in the list
            with its history.
          </p>
        </div>
        <Button
          variant="danger"
          sleeping={sleeping(subject.moves.revoke)}
          onClick={() => open({ kind: "revoke" })}
        >
          Revoke Key
        </Button>
      </div>
    </Section>
  );
}
