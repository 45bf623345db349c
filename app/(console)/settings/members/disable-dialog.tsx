"use client";
import { useRouter } from "next/navigation";
import { useAnswer } from "@/app/use-answer";
import { Alert } from "@/components/ui/alert";
import { announce } from "@/components/ui/announcer";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { RequestId } from "@/components/ui/error-state";
import type { People } from "@/lib/services/people/list-people";
import { disableMember } from "./actions";
import { keysThatStop } from "./keys-that-stop";

type Props = { member: People["members"][number]; onClose: () => void };

/** Disabling shuts a member out for a while; the dialog says what stops with them. */
export function DisableDialog({ member, onClose }: Props) {
  const router = useRouter();
  const { busy, trouble, send } = useAnswer();
  async function confirm() {
    if (!(await send(() => disableMember({ userId: member.userId })))) return;
    announce(`${member.name} is disabled`);
    onClose();
    router.refresh();
  }
  const name = <Bdi className="font-strong">{member.name}</Bdi>;
  return (
    <ConsequenceDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<>Disable {name}?</>}
      consequences={[
        <>
          {name} (<Bdi>{member.email}</Bdi>) is signed out with the next request, and cannot sign in.
        </>,
        `${keysThatStop(member.personalKeys)} refused until you enable the member again.`,
        "Access keys made by a member belong to the workspace and keep working.",
        "Role and keys are kept. Enabling brings both back.",
      ]}
      confirmLabel="Disable member"
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
