"use client";
import type { FormEvent, ReactNode } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { TEMPLATES } from "../addresses";
import { NamesFields } from "./names-fields";
import { PolicyFields } from "./policy-fields";
import { PreviewPanel } from "./preview-panel";
import type { PolicyForm } from "./use-policy-draft";

export type Typed = Policy & { name: string; description: string };
export type Submit = ReturnType<typeof useSubmit>["submit"];
type Props = {
  form: PolicyForm;
  names: { name: string; description: string };
  isNew?: boolean;
  label: string;
  now: Date;
  onTyped: (typed: Typed, submit: Submit) => void;
  /** What is asked below the policy. */
  more?: ReactNode;
  /** Below the form. */
  children?: ReactNode;
};

/** The fields of a policy template with the preview beside them: it follows what is typed. */
export function TemplateForm({ form, names, isNew, label, now, onTyped, more, children }: Props) {
  const { busy, problem, submit, show } = useSubmit();
  const { draft, setDraft, policy, errors } = form;
  const fields = { ...problem?.fields, ...errors };
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    if (!policy) return show({ message: null, fields: { ...errors } });
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    if (text("name") === "") return show({ message: null, fields: { name: "Name is needed." } });
    onTyped({ name: text("name"), description: text("description"), ...policy }, submit);
  }
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-12 xl:grid-cols-2">
      <form
        method="post"
        noValidate
        onSubmit={onSubmit}
        className="grid min-w-0 grid-cols-1 content-start gap-6"
      >
        <FormProblem problem={problem} />
        <NamesFields {...names} errors={fields} autoFocus={isNew} />
        <PolicyFields draft={draft} onChange={setDraft} errors={fields} />
        {more}
        <div className="flex flex-wrap gap-2 border-line border-t pt-5">
          <Button type="submit" variant="primary" busy={busy} sleeping={Object.values(errors ?? {})[0]}>
            {label}
          </Button>
          <ButtonLink href={TEMPLATES}>Cancel</ButtonLink>
        </div>
      </form>
      <div className="min-w-0">
        <PreviewPanel policy={policy} now={now} />
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
