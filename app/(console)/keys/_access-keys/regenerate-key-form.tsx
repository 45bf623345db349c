"use client";
import type { FormEvent } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import type { Problem } from "@/app/_answers/problem";
import { Alert } from "@/components/ui/alert";
import { EvidenceView, useEvidence } from "../_evidence/evidence";
import { ChangeExpiry } from "../_issue/change-expiry";
import type { DeskSetting } from "../_issue/desk-setting";
import { accessExpiryOptions } from "../_issue/expiry-options";
import { readUsage } from "./actions";
import type { KeySubject } from "./key-subject";

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
  const evidence = useEvidence(subject.id, readUsage);
  return (
    <form id={id} noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-5">
      <FormProblem problem={problem} />
      <Alert kind="warning" title="The old secret stops working at once">
        Programs that use it are refused until they get the new one. Do it at low traffic, with the place
        where the secret is kept open and ready.
      </Alert>
      <EvidenceView evidence={evidence} now={now} />
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
