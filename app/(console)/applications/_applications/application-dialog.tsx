"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useRef } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { NameField } from "@/components/keys/name-field";
import { Bdi } from "@/components/ui/bdi";
import { Dialog } from "@/components/ui/dialog";
import { FormFooter } from "@/components/ui/form-footer";
import { isolated } from "@/components/ui/isolated";
import { TextAreaField, TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import type { ApplicationListRow } from "@/lib/services/applications/list";
import { createNewApplication, editOneApplication } from "../actions";
import { PlaceFields } from "./place-fields";
import type { Places } from "./places";

export type EditedApplication = Pick<
  ApplicationListRow,
  "id" | "name" | "description" | "organizationId" | "groupId" | "ownerId" | "owner" | "externalId"
>;
type Props = { application: EditedApplication | null; places: Places; onClose: () => void };

/** Creates an application, or changes what it is called and whom it belongs to. */
export function ApplicationDialog({ application, places, onClose }: Props) {
  const router = useRouter();
  const form = useId();
  const name = useRef<HTMLInputElement>(null);
  const { busy, problem, submit } = useSubmit();

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const values = valuesOf(new FormData(event.currentTarget));
    const done = await submit((idempotencyKey) =>
      application
        ? editOneApplication({ id: application.id, ...values }, idempotencyKey)
        : createNewApplication(values, idempotencyKey),
    );
    if (!done) return;
    onClose();
    toast(`${isolated(done.value.name)} is ${application ? "saved" : "created"}`);
    if (application) router.refresh();
    else router.push(`/applications/${done.value.id}`);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={
        application ? (
          <>
            Edit <Bdi>{application.name}</Bdi>
          </>
        ) : (
          "Create application"
        )
      }
      description={
        application
          ? "Key sets that it has already keep their names."
          : "It subscribes to APIs, and calls them with the key sets that come with that."
      }
      initialFocus={name}
      footer={
        <FormFooter form={form} onCancel={onClose} busy={busy} label={application ? "Save" : "Create"} />
      }
    >
      <form id={form} method="post" noValidate onSubmit={save} className="grid grid-cols-1 gap-5">
        <FormProblem problem={problem} />
        <NameField
          ref={name}
          defaultValue={application?.name}
          placeholder="Orders app"
          error={problem?.fields.name}
        />
        <TextAreaField
          label="Description"
          name="description"
          optional
          defaultValue={application?.description}
          error={problem?.fields.description}
        />
        <PlaceFields application={application} places={places} errors={problem?.fields ?? {}} />
        <TextField
          label="External id"
          name="externalId"
          optional
          autoComplete="off"
          defaultValue={application?.externalId ?? ""}
          hint="What your own systems call it."
          error={problem?.fields.externalId}
        />
      </form>
    </Dialog>
  );
}

/** What was typed and chosen; a choice of nothing is null. A field that was not offered is not sent. */
function valuesOf(typed: FormData): Record<string, string | null> {
  const chosen = ["organizationId", "groupId", "ownerId"];
  return Object.fromEntries(
    [...typed.entries()].map(([name, value]) => [
      name,
      chosen.includes(name) && !value ? null : String(value),
    ]),
  );
}
