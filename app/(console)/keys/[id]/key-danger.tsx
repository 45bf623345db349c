"use client";
import { sleeping } from "@/app/_answers/sleeping";
import { IfMay, useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useKeyDesk } from "../_access-keys/key-desk";
import type { KeySubject } from "../_access-keys/key-subject";

/** What cannot be taken back, at the bottom of the page. */
export function KeyDanger({ subject }: { subject: KeySubject }) {
  const { open } = useKeyDesk();
  const { moves } = subject;
  const may = useMay();
  if (!may("access-key:revoke") && !may("access-key:delete")) return null;
  return (
    <Section title="Withdraw" className="mt-14">
      <div className="border-danger-line border-y">
        <IfMay permission="access-key:revoke">
          <Row
            what="Revoke"
            means="Every call is refused from then on, for good. The key stays in the list with its history."
          >
            <Button
              variant="danger"
              sleeping={sleeping(moves.revoke)}
              onClick={() => open({ kind: "revoke", key: subject })}
            >
              Revoke key
            </Button>
          </Row>
        </IfMay>
        <IfMay permission="access-key:delete">
          <Row
            what="Delete"
            means="Revokes it, and takes it out of every list. The audit log keeps what happened."
          >
            <Button
              variant="danger"
              sleeping={sleeping(moves.delete)}
              onClick={() => open({ kind: "delete", key: subject })}
            >
              Delete key
            </Button>
          </Row>
        </IfMay>
      </div>
    </Section>
  );
}

function Row({ what, means, children }: { what: string; means: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3.5 not-first:border-line not-first:border-t">
      <div className="min-w-0 flex-1 basis-72">
        <h3>{what}</h3>
        <p className="text-soft">{means}</p>
      </div>
      {children}
    </div>
  );
}
