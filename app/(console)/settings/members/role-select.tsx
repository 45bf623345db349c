"use client";
import { useRouter } from "next/navigation";
import { startTransition, useId, useOptimistic, useState } from "react";
import { sentenceOf } from "@/app/_answers/problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { RequestId } from "@/components/ui/error-state";
import { FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { OfferedRole } from "@/lib/services/people/list-people";
import { changeMember } from "./actions";
import type { WhyNot } from "./members-table";
import type { Me, MemberRow } from "./members-view";

type Props = { me: Me; member: MemberRow; roles: OfferedRole[]; whyNot: WhyNot };

/** A member's role. A change counts at once and can be undone; of oneself it asks first, since it may lock one out. */
export function RoleSelect({ me, member, roles, whyNot }: Props) {
  const router = useRouter();
  const id = useId();
  const { busy, problem, submit } = useSubmit();
  const [shown, show] = useOptimistic(member.role.slug);
  const [asked, setAsked] = useState<OfferedRole | null>(null);
  const others = roles.filter(({ slug }) => slug !== member.role.slug);
  const asleep = others.every((role) => whyNot(role)) ? whyNot(others.at(-1)!) : null;
  const wrong = problem && sentenceOf(problem);

  /** Shows the role at once; it falls back by itself where the hub says no. */
  function change(role: OfferedRole, after?: () => void) {
    startTransition(async () => {
      show(role.slug);
      const done = await submit(() => changeMember({ userId: member.userId, role: role.slug }));
      setAsked(null);
      if (!done) return;
      startTransition(() => router.refresh());
      after?.();
    });
  }

  function offerUndo(role: OfferedRole) {
    const from = member.role;
    toast(`${member.name} is ${role.name} now`, {
      action: { label: "Undo", run: () => change(from) },
    });
  }

  return (
    <span className="grid w-full max-w-44 gap-1 py-1">
      <Select
        compact
        aria-label={`Role of ${member.name}`}
        aria-describedby={asleep || wrong ? id : undefined}
        aria-invalid={wrong ? true : undefined}
        disabled={Boolean(asleep) || busy}
        value={shown}
        onChange={(event) => {
          const role = roles.find(({ slug }) => slug === event.target.value);
          if (!role || role.slug === member.role.slug) return;
          if (member.userId === me.id) setAsked(role);
          else change(role, () => offerUndo(role));
        }}
        options={roles.map((role) => {
          const why = role.slug === member.role.slug ? null : whyNot(role);
          return { value: role.slug, label: role.name, sleeping: Boolean(why) };
        })}
      />
      {asleep ? (
        <span id={id} className="text-faint text-xs">
          {asleep}
        </span>
      ) : (
        <FieldError id={id} error={wrong} />
      )}
      {problem?.requestId ? <RequestId id={problem.requestId} /> : null}
      {asked ? (
        <ConsequenceDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title="Change your own role?"
          consequences={[
            `You are ${member.role.name} now, and become ${asked.name} with your next request.`,
            "Only somebody who can change members can give the role back to you.",
          ]}
          confirmLabel="Change my role"
          tone="primary"
          busy={busy}
          onConfirm={() => change(asked)}
        />
      ) : null}
    </span>
  );
}
