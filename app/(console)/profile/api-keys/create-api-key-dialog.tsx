"use client";
import { FormProblem } from "@/app/_answers/form-problem";
import { CreateDialog } from "@/app/(console)/keys/_issue/create-dialog";
import type { IssueForm } from "@/app/(console)/keys/_issue/issue-dialog";
import { NameField } from "@/components/keys/name-field";
import { createApiKey, readApiKeyFirstUse } from "./actions";
import { useApiKeysDesk } from "./api-keys-desk";
import { ExpiryField } from "./expiry-field";
import { issuedApiKey } from "./issued";

/** Create new API key: name and days, then in the same dialog the value that is shown once. */
export function CreateApiKeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { setting } = useApiKeysDesk();
  return (
    <CreateDialog
      open={open}
      onClose={onClose}
      setting={setting}
      readFirstUse={readApiKeyFirstUse}
      title="Create new API key"
      description="It acts as you, with the role you have whenever it is used."
      label="Save"
      noun="value"
      send={(data, idempotencyKey) => createApiKey(Object.fromEntries(data), idempotencyKey)}
      form={(form) => <CreateApiKeyForm {...form} />}
      issued={({ name, publicId, secret }) => issuedApiKey(name, publicId, secret)}
    />
  );
}

function CreateApiKeyForm({ id, problem, onSubmit }: IssueForm) {
  return (
    <form id={id} method="post" noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-5">
      <FormProblem problem={problem} />
      <NameField
        autoFocus
        placeholder="My laptop"
        hint="Where you will use it, so that you can tell it from the others."
        error={problem?.fields.name}
      />
      <ExpiryField error={problem?.fields.expiration} />
    </form>
  );
}
