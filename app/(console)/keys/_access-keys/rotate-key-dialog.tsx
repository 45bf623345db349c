"use client";
import { Time } from "@/components/ui/time";
import { issuedFrom } from "../_issue/issued";
import { OldSecret } from "../_issue/old-secret";
import { RenewDialog } from "../_issue/renew-dialog";
import { readFirstUse, rotateAccessKey } from "./actions";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";
import { RotateKeyForm } from "./rotate-key-form";
import { TestNewKey } from "./test-new-key";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Rotate: a new secret, shown once and tested here; the old one keeps working for the overlap. */
export function RotateKeyDialog({ subject, open, onClose }: Props) {
  const { setting } = useKeyDesk();
  const { id, name, scopes } = subject;
  return (
    <RenewDialog
      name={name}
      verb="Rotate"
      variant="primary"
      remedy="roll back on the key's page, and rotate again"
      open={open}
      onClose={onClose}
      setting={setting}
      readFirstUse={readFirstUse}
      description="A new secret beside the old one. Both work while your programs change over, so nothing stops."
      send={(data, idempotencyKey) =>
        rotateAccessKey(
          { id, overlap: overlapIn(data), expiration: data.get("expiration") ?? undefined },
          idempotencyKey,
        )
      }
      form={(form) => <RotateKeyForm {...form} subject={subject} setting={setting} />}
      issued={({ publicId, secret }) => ({
        ...issuedFrom(name, publicId, secret, scopes),
        // The test that can be run where the key will live.
        firstTab: "curl",
      })}
      beside={({ value: { secret, previous } }) => (
        <>
          <TestNewKey secret={secret} suspended={subject.status === "suspended"} />
          <OldSecret>
            <p>
              It keeps working{" "}
              {previous.retiresAt ? (
                <>
                  and ends by itself <Time at={previous.retiresAt} now={setting.now} />
                </>
              ) : (
                "until you end it"
              )}
              . The key’s page shows who still uses it.
            </p>
          </OldSecret>
        </>
      )}
    />
  );
}

function overlapIn(data: FormData): number | string {
  const chosen = String(data.get("overlap"));
  return /^\d+$/.test(chosen) ? Number(chosen) : chosen;
}
