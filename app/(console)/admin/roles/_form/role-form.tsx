"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useId } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import type { Answer } from "@/lib/contracts/answer";
import type { RoleTable } from "@/lib/domain/people/roles";
import { ROLES_PAGE } from "../addresses";
import { PermissionFields } from "./permission-fields";
import { RoleChanges } from "./role-changes";
import { RoleNames } from "./role-names";
import type { RoleDraft } from "./use-role-draft";

export interface TypedRole {
  name?: string;
  description?: string;
  permissions: RoleTable;
}
type Props = {
  /** Null = the names of a built-in role, which stay. */
  names: { name: string; description: string } | null;
  draft: RoleDraft;
  /** What the role may do now. */
  before: RoleTable;
  label: string;
  /** Between the names and the permissions. */
  children?: ReactNode;
  /** Beside the button: who is concerned. */
  concerned?: ReactNode;
  send: (typed: TypedRole, idempotencyKey: string) => Promise<Answer<unknown>>;
  onDone: () => void;
};

/** Name, description and the permissions of a role; what changes is told above the button. */
export function RoleForm(props: Props) {
  const { names, draft, before, label, children, concerned, onDone } = props;
  const router = useRouter();
  const id = useId();
  const { busy, problem, submit } = useSubmit();

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const typed = names
      ? { name: String(form.get("name")), description: String(form.get("description")) }
      : {};
    const done = await submit((idempotencyKey) =>
      props.send({ ...typed, permissions: draft.table }, idempotencyKey),
    );
    if (!done) return;
    onDone();
    router.push(ROLES_PAGE);
    router.refresh();
  }

  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid max-w-3xl gap-8">
      <FormProblem problem={problem} />
      {names ? <RoleNames {...names} errors={problem?.fields ?? {}} /> : null}
      {children}
      <PermissionFields draft={draft} />
      <FieldError id={`${id}-permissions`} error={problem?.fields.permissions} />
      <Section title="What changes" purpose={concerned}>
        <RoleChanges before={before} after={draft.table} />
      </Section>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {label}
        </Button>
        <Button onClick={() => router.push(ROLES_PAGE)}>Cancel</Button>
      </div>
    </form>
  );
}
