"use client";
import { useRouter } from "next/navigation";
import { useAnswer } from "@/app/use-answer";
import { Alert } from "@/components/ui/alert";
import { announce } from "@/components/ui/announcer";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { RequestId } from "@/components/ui/error-state";
import { ROLE_LABELS } from "@/lib/domain/people/roles";
import type { People } from "@/lib/services/people/list-people";
import { enableMember } from "./actions";

type Props = { member: People["members"][number]; onClose: () => void };

/** Enabling lets a member in again, and says with what. */
export function EnableDialog({ member, onClose }: Props) {
  const router = useRouter();
  const { busy, trouble, send } = useAnswer();
  const { name, role, personalKeys } = member;
  async function confirm() {
    if (!(await send(() => enableMember({ userId: member.userId })))) return;
    announce(`${name} is enabled`);
    onClose();
    router.refresh();
  }
  return (
    <ConsequenceDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <>
          Enable <Bdi>{name}</Bdi>?
        </>
      }
      consequences={[
        `The member can sign in again, as ${ROLE_LABELS[role]}.`,
        personalKeys === 0
          ? "There is no personal API key that would work again."
          : `${personalKeys === 1 ? "The one personal API key works" : `All ${personalKeys} personal API keys work`} again, but for what the member had disabled.`,
      ]}
      confirmLabel="Enable member"
      tone="primary"
      busy={busy}
      onConfirm={confirm}
    >
      {trouble.message ? (
        <Alert kind="danger" title={trouble.message} live>
          {trouble.requestId ? <RequestId id={trouble.requestId} /> : null}
        </Alert>
      ) : null}
    </ConsequenceDialog>
  );
}
