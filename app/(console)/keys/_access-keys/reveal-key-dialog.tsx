"use client";
import { FormProblem } from "@/app/_answers/form-problem";
import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";
import { IssueDialog } from "../_issue/issue-dialog";
import { issuedFrom } from "../_issue/issued";
import { OldSecret } from "../_issue/old-secret";
import { readFirstUse, revealAccessKey } from "./actions";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Reveal new secret: what the schedule made, shown once to whoever presses first. */
export function RevealKeyDialog({ subject, open, onClose }: Props) {
  const { setting } = useKeyDesk();
  const { id, name, scopes } = subject;
  const title = (
    <>
      Reveal the new secret of <Bdi>{name}</Bdi>
    </>
  );
  return (
    <IssueDialog
      open={open}
      onClose={onClose}
      setting={setting}
      readFirstUse={readFirstUse}
      title={title}
      description="The schedule has rotated this key. Its new secret is sealed, and waits for you."
      submit={{ label: "Reveal new secret", variant: "primary" }}
      send={(_, idempotencyKey) => revealAccessKey({ id }, idempotencyKey)}
      form={(form) => (
        <form id={form.id} noValidate onSubmit={form.onSubmit} className="grid grid-cols-1 gap-4">
          <FormProblem problem={form.problem} />
          <ol className="grid list-decimal gap-1 pl-5 text-soft marker:text-faint">
            <li>The secret is shown once, and wiped as it is shown. Have the place for it at hand.</li>
            <li>The audit log keeps that you have collected it.</li>
            <li>From then on the old secret works for the overlap of the schedule, and ends by itself.</li>
          </ol>
        </form>
      )}
      issued={({ publicId, secret }) => ({
        ...issuedFrom(name, publicId, secret, scopes),
        firstTab: "env",
      })}
      issuedTitle={() => (
        <>
          New secret of <Bdi>{name}</Bdi>
        </>
      )}
      replayed={() => ({
        title,
        alert: "This secret was shown already, once.",
        children:
          "The first press had reached the hub. If you did not get to copy it, rotate the key once its overlap has ended, or regenerate it.",
      })}
      beside={({ value: { oldVersionUntil } }) =>
        oldVersionUntil ? (
          <OldSecret>
            <p>
              It keeps working and ends by itself <Time at={oldVersionUntil} now={setting.now} />. The key’s
              page shows who still uses it.
            </p>
          </OldSecret>
        ) : null
      }
    />
  );
}
