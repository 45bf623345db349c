"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Dialog } from "@/components/ui/dialog";
import { FormFooter } from "@/components/ui/form-footer";
import { isolated } from "@/components/ui/isolated";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextAreaField, TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { APPROVAL_LABELS, APPROVAL_PURPOSES, APPROVALS, type Approval } from "@/lib/domain/apis/approval";
import { apiSlug } from "@/lib/domain/apis/slug";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { ApiForm } from "@/lib/services/apis/form";
import type { Api } from "@/lib/services/apis/get";
import { addApi, changeApi } from "./actions";
import { AuthTypesField } from "./auth-types-field";
import { EnvironmentsField } from "./environments-field";

type Props = {
  form: ApiForm;
  /** The one that is edited; null = a new one. */
  api: Api | null;
  onClose: () => void;
};
export type Chosen = Partial<Record<AuthType, string>>;

/** Adds an API, or edits one: what it is, where it is offered, how programs prove themselves, who lets them in. */
export function ApiDialog({ form, api, onClose }: Props) {
  const router = useRouter();
  const id = useId();
  const [name, setName] = useState(api?.name ?? "");
  const [version, setVersion] = useState(api?.version ?? "");
  const [environments, setEnvironments] = useState(api?.environments ?? []);
  const [chosen, setChosen] = useState<Chosen>(
    Object.fromEntries(api?.authTypes.map((one) => [one.authType, one.policyTemplateId]) ?? []),
  );
  const [approval, setApproval] = useState<Approval>(api?.approval ?? "manual");
  const { busy, problem, submit } = useSubmit();
  const fields = problem?.fields ?? {};

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const typed = new FormData(event.currentTarget);
    const text = (field: string) => String(typed.get(field) ?? "");
    const authTypes = Object.entries(chosen).map(([authType, policyTemplateId]) => ({
      authType,
      policyTemplateId,
    }));
    const common = {
      name,
      description: text("description"),
      documentation: text("documentation"),
      approval,
      environments,
      authTypes,
    };
    const done = await submit((idempotencyKey) =>
      api ? changeApi({ ...common, id: api.id }) : addApi({ ...common, version }, idempotencyKey),
    );
    if (!done) return;
    onClose();
    toast(`${isolated(name)} is ${api ? "saved" : "added"}`);
    if (api) router.refresh();
    else router.push(`/catalog/${done.value.id}`);
  }

  const slug = api?.slug ?? apiSlug(name, version);
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={api ? `Edit ${api.name} ${api.version}` : "Add API"}
      description={
        api
          ? "New subscriptions follow. Those there are keep their key sets."
          : "It stands in the catalog at once, open to subscriptions."
      }
      footer={
        <FormFooter
          form={id}
          onCancel={onClose}
          busy={busy}
          sleeping={
            form.templates.length === 0 &&
            "An API needs a policy template for its key sets. Create one first, under Policy templates."
          }
          label={api ? "Save" : "Add API"}
        />
      }
    >
      <form id={id} method="post" noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-5">
        <FormProblem problem={problem} />
        <div className="grid gap-5 sm:grid-cols-[1fr_10rem]">
          <TextField
            label="Name"
            name="name"
            required
            autoFocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={fields.name}
          />
          {api ? null : (
            <TextField
              label="Version"
              name="version"
              required
              maxLength={30}
              value={version}
              onChange={(event) => setVersion(event.target.value)}
              error={fields.version}
            />
          )}
        </div>
        <p className="-mt-3 text-faint text-xs">
          {slug ? (
            <>
              Programs name it <code>{slug}</code>, for good: another version is another API.
            </>
          ) : (
            "Programs name it by name and version in one word, like orders-v1."
          )}
        </p>
        <TextAreaField
          label="Description"
          name="description"
          optional
          maxLength={500}
          defaultValue={api?.description}
          error={fields.description}
        />
        <TextAreaField
          label="Documentation"
          name="documentation"
          optional
          maxLength={2000}
          hint="A link (https://...), or how to call it in a few lines."
          defaultValue={api?.documentation}
          error={fields.documentation}
        />
        <EnvironmentsField
          offered={form.environments}
          used={form.used.environments}
          chosen={environments}
          onChange={setEnvironments}
          error={fields.environments}
        />
        <AuthTypesField
          templates={form.templates}
          used={form.used.authTypes}
          chosen={chosen}
          onChange={setChosen}
          error={fields.authTypes}
        />
        <SegmentedControl
          legend="Approval of subscriptions"
          name="approval"
          options={APPROVALS.map((value) => ({ value, label: APPROVAL_LABELS[value] }))}
          value={approval}
          onChange={(value) => setApproval(value as Approval)}
          hint={APPROVAL_PURPOSES[approval]}
          error={fields.approval}
        />
      </form>
    </Dialog>
  );
}
