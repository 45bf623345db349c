"use client";
import { CreateDialog } from "../_issue/create-dialog";
import { issuedFrom } from "../_issue/issued";
import { createAccessKey, readFirstUse } from "./actions";
import { CreateKeyForm } from "./create-key-form";
import { useKeyDesk } from "./key-desk";
import { scheduleIn } from "./own-schedule";

const scopesIn = (data: FormData) => data.getAll("scopes").map(String);

/** Create Key: the form, then in the same dialog the value that is shown once. */
export function CreateKeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { setting } = useKeyDesk();
  return (
    <CreateDialog
      open={open}
      onClose={onClose}
      setting={setting}
      readFirstUse={readFirstUse}
      title="Create Key"
      description="One key for one program in one environment."
      label="Create"
      send={(data, idempotencyKey) =>
        createAccessKey(
          { ...Object.fromEntries(data), scopes: scopesIn(data), ...scheduleIn(data) },
          idempotencyKey,
        )
      }
      form={(form) => <CreateKeyForm {...form} setting={setting} />}
      issued={({ name, publicId, secret }, data) => issuedFrom(name, publicId, secret, scopesIn(data))}
    />
  );
}
