"use client";
import { FormProblem } from "@/app/_answers/form-problem";
import { ChangeExpiry } from "@/app/(console)/keys/_issue/change-expiry";
import type { IssueForm } from "@/app/(console)/keys/_issue/issue-dialog";
import { OldSecret } from "@/app/(console)/keys/_issue/old-secret";
import { RenewDialog } from "@/app/(console)/keys/_issue/renew-dialog";
import { WithdrawalReceipt } from "@/components/keys/withdrawal-receipt";
import { Alert } from "@/components/ui/alert";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";
import { readApiKeyFirstUse, regenerateApiKey } from "./actions";
import { useApiKeysDesk } from "./api-keys-desk";
import { issuedApiKey } from "./issued";
import { personalExpiryOptions } from "./personal-expiry-options";

type Props = { row: PersonalKeyRow; open: boolean; onClose: () => void };

/** Regenerate API key: a new value, shown once; the old one is refused from then on, and the receipt says by whom. */
export function RegenerateApiKeyDialog({ row, open, onClose }: Props) {
  const { setting } = useApiKeysDesk();
  const { id, name } = row;
  return (
    <RenewDialog
      name={name}
      verb="Regenerate"
      variant="danger"
      noun="value"
      remedy="regenerate the key again"
      open={open}
      onClose={onClose}
      setting={setting}
      readFirstUse={readApiKeyFirstUse}
      description="The key keeps its name, and gets a new value and a new id."
      send={(data, idempotencyKey) =>
        regenerateApiKey({ id, expiration: data.get("expiration") ?? undefined }, idempotencyKey)
      }
      form={(form) => <RegenerateApiKeyForm {...form} row={row} />}
      issued={({ publicId, secret }) => issuedApiKey(name, publicId, secret)}
      beside={({ receipt }) =>
        receipt ? (
          <OldSecret noun="value">
            <WithdrawalReceipt receipt={receipt} />
          </OldSecret>
        ) : null
      }
    />
  );
}

function RegenerateApiKeyForm({ id, problem, onSubmit, row }: IssueForm & { row: PersonalKeyRow }) {
  const { setting } = useApiKeysDesk();
  return (
    <form id={id} method="post" noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-5">
      <FormProblem problem={problem} />
      <Alert kind="warning" title="The old value stops working at once">
        Whatever uses it is refused until it has the new one. To change over without a gap, create a second
        key, bring it in, and delete this one afterwards.
      </Alert>
      <ChangeExpiry
        expiresAt={row.expiresAt}
        expired={row.status === "expired"}
        now={setting.now}
        options={personalExpiryOptions(setting.lifetime)}
        lifetime={setting.lifetime}
        error={problem?.fields.expiration}
      />
    </form>
  );
}
