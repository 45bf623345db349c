"use client";
import type { FormEvent, ReactNode } from "react";
import { byField } from "@/app/_answers/field-of-path";
import { useAnswer } from "@/app/_answers/use-answer";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { TEMPLATES } from "../addresses";
import { NamesFields } from "./names-fields";
import { PolicyFields } from "./policy-fields";
import { PreviewPanel } from "./preview-panel";
import type { PolicyForm } from "./use-policy-draft";

export type Typed = Policy & { name: string; description: string };
export type Send = ReturnType<typeof useAnswer>["send"];
type Props = {
  form: PolicyForm;
  names: { name: string; description: string };
  isNew?: boolean;
  label: string;
  now: Date;
  onSubmit: (typed: Typed, send: Send) => void;
  /** What is asked below the policy. */
  more?: ReactNode;
  /** Below the form. */
  children?: ReactNode;
};

/** The fields of a policy template with the preview beside them: it follows what is typed. */
export function TemplateForm({ form, names, isNew, label, now, onSubmit, more, children }: Props) {
  const { busy, trouble, send, setTrouble } = useAnswer();
  const { draft, setDraft, policy, errors } = form;
  const told = byField(trouble.fields);
  const fields = { ...told, ...errors };
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    if (!policy) return setTrouble({ message: null, fields: { ...errors } });
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    if (text("name") === "") return setTrouble({ message: null, fields: { name: "Name is needed." } });
    onSubmit({ name: text("name"), description: text("description"), ...policy }, send);
  }
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-12 xl:grid-cols-2">
      <form
        method="post"
        noValidate
        onSubmit={submit}
        className="grid min-w-0 grid-cols-1 content-start gap-6"
      >
        <FormErrorSummary message={trouble.message} fields={told} requestId={trouble.requestId} />
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
