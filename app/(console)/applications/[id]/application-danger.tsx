"use client";
import { sleeping } from "@/app/_answers/sleeping";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { applicationDeletion } from "@/lib/domain/applications/application";

type Props = { application: { subscriptions: number }; foreign: string | null; onDelete: () => void };

/** What cannot be taken back, at the bottom of the page. Where it is closed, it says why without being pressed. */
export function ApplicationDanger({ application, foreign, onDelete }: Props) {
  const why = foreign ?? sleeping(applicationDeletion(application.subscriptions));
  return (
    <Section title="Delete" className="mt-14">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-danger-line border-y py-3.5">
        <p className="min-w-0 flex-1 basis-72 text-soft">
          {why ??
            "Takes it out of every list, and revokes the key sets that it still has. The audit log keeps what happened."}
        </p>
        <Button variant="danger" sleeping={why} onClick={onDelete}>
          Delete application
        </Button>
      </div>
    </Section>
  );
}
