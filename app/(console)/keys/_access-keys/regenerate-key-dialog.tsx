"use client";
import { Bdi } from "@/components/ui/bdi";
import { regenerateAccessKey } from "./actions";
import { IssueDialog } from "./issue-dialog";
import { issuedFrom } from "./issued";
import { useKeyDesk } from "./key-desk";
import type { KeySubject } from "./key-subject";
import { OldSecret } from "./old-secret";
import { RegenerateKeyForm } from "./regenerate-key-form";
import { WithdrawalReceipt } from "./withdrawal-receipt";

type Props = { subject: KeySubject; open: boolean; onClose: () => void };

/** Regenerate: a new secret, shown once; the old one is refused from then on, and the receipt says by whom. */
export function RegenerateKeyDialog({ subject, open, onClose }: Props) {
  const { setting } = useKeyDesk();
  const { id, name, scopes } = subject;
  const title = (
    <>
      Regenerate <Bdi>{name}</Bdi>
    </>
  );
  return (
    <IssueDialog
      open={open}
      onClose={onClose}
      setting={setting}
      title={title}
      description="The key keeps its name, scopes and history, and gets a new secret and a new id."
      submit={{ label: "Regenerate", variant: "danger" }}
      send={(data, idempotencyKey) =>
        regenerateAccessKey({ id, expiration: data.get("expiration") ?? undefined }, idempotencyKey)
      }
      form={(form) => <RegenerateKeyForm {...form} subject={subject} setting={setting} />}
      issued={({ publicId, secret }) => issuedFrom(name, publicId, secret, scopes)}
      issuedTitle={() => (
        <>
          New secret of <Bdi>{name}</Bdi>
        </>
      )}
      replayed={() => ({
        title,
        alert: "This key was regenerated already; its new secret was shown once.",
        children:
          "The first press had reached the hub. If you did not get to copy the secret, regenerate the key again.",
      })}
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
