"use client";
import { WithdrawalReceipt } from "@/components/keys/withdrawal-receipt";
import { issuedFrom } from "../_issue/issued";
import { OldSecret } from "../_issue/old-secret";
import { RenewDialog } from "../_issue/renew-dialog";
import { readFirstUse, regenerateAccessKey } from "./actions";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";
import { RegenerateKeyForm } from "./regenerate-key-form";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Regenerate: a new secret, shown once; the old one is refused from then on, and the receipt says by whom. */
export function RegenerateKeyDialog({ subject, open, onClose }: Props) {
  const { setting } = useKeyDesk();
  const { id, name, scopes } = subject;
  return (
    <RenewDialog
      name={name}
      verb="Regenerate"
      variant="danger"
      remedy="regenerate the key again"
      open={open}
      onClose={onClose}
      setting={setting}
      readFirstUse={readFirstUse}
      description="The key keeps its name, scopes and history, and gets a new secret and a new id."
      send={(data, idempotencyKey) =>
        regenerateAccessKey({ id, expiration: data.get("expiration") ?? undefined }, idempotencyKey)
      }
      form={(form) => <RegenerateKeyForm {...form} subject={subject} setting={setting} />}
      issued={({ publicId, secret }) => issuedFrom(name, publicId, secret, scopes)}
      beside={({ receipt }) =>
        receipt ? (
          <OldSecret>
            <WithdrawalReceipt receipt={receipt} />
          </OldSecret>
        ) : null
      }
    />
  );
}
