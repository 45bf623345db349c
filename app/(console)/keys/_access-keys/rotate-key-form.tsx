"use client";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { toMs, utcInstant } from "@/components/ui/format-time";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { DEFAULT_OVERLAP, OVERLAP_CHOICES, OVERLAP_LABELS, overlapEnd } from "@/lib/domain/keys/overlap";
import { ChangeExpiry } from "../_issue/change-expiry";
import type { DeskSetting } from "../_issue/desk-setting";
import { accessExpiryOptions } from "../_issue/expiry-options";
import type { IssueForm } from "../_issue/issue-dialog";
import type { KeySubject } from "./key-subject";

type Props = IssueForm & { subject: KeySubject; setting: DeskSetting };
const OPTIONS = OVERLAP_CHOICES.map((value) => ({ value, label: OVERLAP_LABELS[value] }));

/** How long the old secret keeps working, and whether the new one gets another expiry. */
export function RotateKeyForm({ id, subject, setting, problem, onSubmit }: Props) {
  const { now, lifetime } = setting;
  const [overlap, setOverlap] = useState<string>(DEFAULT_OVERLAP);
  const end = overlap === "until-ended" ? null : overlapEnd(Number(overlap), new Date(toMs(now)));
  const endsSooner = end !== null && subject.expiresAt !== null && subject.expiresAt < end;
  return (
    <form id={id} method="post" noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-5">
      <FormProblem problem={problem} />
      <SegmentedControl
        legend="Keep the old secret working for"
        name="overlap"
        options={OPTIONS}
        value={overlap}
        onChange={setOverlap}
        hint={
          endsSooner
            ? `Its own expiry comes first: it ends on ${utcInstant(subject.expiresAt!)}.`
            : end
              ? `It ends by itself on ${utcInstant(end)}. You can end it sooner, or roll back until then.`
              : "Both secrets work until you end the old one on the key’s page. Do not forget it there."
        }
        error={problem?.fields.overlap}
      />
      <ol className="grid list-decimal gap-1 pl-5 text-soft marker:text-faint">
        <li>Copy the new secret here, and test it with one click.</li>
        <li>Bring it to your programs, one after the other. Both secrets work.</li>
        <li>The key’s page shows who still uses the old one. End it when nobody does.</li>
      </ol>
      <ChangeExpiry
        expiresAt={subject.expiresAt}
        expired={false}
        now={now}
        options={accessExpiryOptions(lifetime)}
        lifetime={lifetime}
        error={problem?.fields.expiration}
      />
      <p className="text-faint text-xs">
        Is the old secret in wrong hands? Then regenerate instead: it stops the old one at once.
      </p>
    </form>
  );
}
