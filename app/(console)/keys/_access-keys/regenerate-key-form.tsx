"use client";
import type { FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { ChangeExpiry } from "./change-expiry";
import { Evidence } from "./evidence";
import { accessExpiryOptions } from "./expiry-options";
import { FormProblem } from "./form-problem";
import type { DeskSetting } from "./key-desk";
import type { KeySubject } from "./key-subject";
import type { Problem } from "./use-submit";

type Props = {
  id: string;
  subject: KeySubject;
  setting: DeskSetting;
  problem: Problem | null;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

/** What regenerating brings, and whether the new secret gets another expiry. */
export function RegenerateKeyForm({ id, subject, setting, problem, onSubmit }: Props) {
  const { now, lifetime } = setting;
  return (
    <form id={id} noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-5">
      <FormProblem problem={problem} />
      <Alert kind="warning" title="The old secret stops working at once">
        Programs that use it are refused until they get the new one. Do it at low traffic, with the place
        where the secret is kept open and ready.
      </Alert>
      <Evidence subject={subject} now={now} />
      <ChangeExpiry
        expiresAt={subject.expiresAt}
        expired={subject.status === "expired"}
        now={now}
        options={accessExpiryOptions(lifetime)}
        lifetime={lifetime}
        error={problem?.fields.expiration}
      />
    </form>
  );
}
