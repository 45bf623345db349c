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
import { SelectField } from "@/components/ui/select-field";
import { toast } from "@/components/ui/toast";
import { ORGANIZATION_KIND_LABELS, ORGANIZATION_KINDS } from "@/lib/domain/applications/organizations";
import { createNewGroup, createNewOrganization, editOneOrganization, renameOneGroup } from "./actions";
import type { Kind, Named } from "./task";

/** `row` null = a new one. */
type Props = { of: Kind; row: Named | null; onClose: () => void };

const CREATE = { organization: createNewOrganization, group: createNewGroup };
const CHANGE = { organization: editOneOrganization, group: renameOneGroup };
const KINDS = ORGANIZATION_KINDS.map((value) => ({ value, label: ORGANIZATION_KIND_LABELS[value] }));

/** Creates an organization or a group, or gives it another name. */
export function NameDialog({ of, row, onClose }: Props) {
  const router = useRouter();
  const form = useId();
  const name = useRef<HTMLInputElement>(null);
  const { busy, problem, submit } = useSubmit();

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const values = Object.fromEntries(new FormData(event.currentTarget));
    const done = await submit((idempotencyKey) =>
      row ? CHANGE[of]({ id: row.id, ...values }) : CREATE[of](values, idempotencyKey),
    );
    if (!done) return;
    onClose();
    router.refresh();
    toast(`${isolated(done.value.name)} is ${row ? "saved" : "created"}`);
  }

  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => open || onClose()}
      title={
        row ? (
          <>
            {of === "group" ? "Rename" : "Edit"} <Bdi>{row.name}</Bdi>
          </>
        ) : (
          `Create ${of}`
        )
      }
      initialFocus={name}
      footer={<FormFooter form={form} onCancel={onClose} busy={busy} label={row ? "Save" : "Create"} />}
    >
      <form id={form} method="post" noValidate onSubmit={save} className="grid grid-cols-1 gap-5">
        <FormProblem problem={problem} />
        <NameField
          ref={name}
          defaultValue={row?.name}
          placeholder={of === "group" ? "Orders team" : "Northwind Logistics"}
          error={problem?.fields.name}
        />
        {of === "organization" ? (
          <SelectField
            label="Kind"
            name="kind"
            defaultValue={row?.kind ?? "internal"}
            options={KINDS}
            hint="Internal: a part of your company. External: a partner or customer."
            error={problem?.fields.kind}
          />
        ) : null}
      </form>
    </Dialog>
  );
}
