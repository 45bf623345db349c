"use client";
import { Bdi } from "@/components/ui/bdi";
import { createAccessKey } from "./actions";
import { CreateKeyForm } from "./create-key-form";
import { IssueDialog } from "./issue-dialog";
import { issuedFrom } from "./issued";
import { useKeyDesk } from "./key-desk";

const scopesIn = (data: FormData) => data.getAll("scopes").map(String);

/** Create Key: the form, then in the same dialog the value that is shown once. */
export function CreateKeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { setting } = useKeyDesk();
  return (
    <IssueDialog
      open={open}
      onClose={onClose}
      setting={setting}
      title="Create Key"
      description="One key for one program in one environment."
      submit={{ label: "Create", variant: "primary" }}
      send={(data, idempotencyKey) =>
        createAccessKey({ ...Object.fromEntries(data), scopes: scopesIn(data) }, idempotencyKey)
      }
      form={(form) => <CreateKeyForm {...form} setting={setting} />}
      issued={({ name, publicId, secret }, data) => issuedFrom(name, publicId, secret, scopesIn(data))}
      issuedTitle={({ name }) => (
        <>
          <Bdi>{name}</Bdi> is ready
        </>
      )}
      replayed={({ name }) => ({
        title: "This key was created already",
        alert: "Its secret was shown once, and cannot be shown again.",
        children: (
          <>
            The first press of Create had reached the hub. If you did not get to copy the secret of{" "}
            <Bdi>{name}</Bdi>, regenerate the key in the table.
          </>
        ),
      })}
    />
  );
}
