"use client";
import { regenerateAccessKey } from "./actions";
import { issuedFrom } from "./issued";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";
import { OldSecret } from "./old-secret";
import { RegenerateKeyForm } from "./regenerate-key-form";
import { RenewDialog } from "./renew-dialog";
import { WithdrawalReceipt } from "./withdrawal-receipt";

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
