"use client";
import { useRouter } from "next/navigation";
import { useAnswer } from "@/app/use-answer";
import { focusNextRow } from "@/components/table/focus-next-row";
import { Alert } from "@/components/ui/alert";
import { announce } from "@/components/ui/announcer";
import { Bdi } from "@/components/ui/bdi";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import { RequestId } from "@/components/ui/error-state";
import type { People } from "@/lib/services/people/list-people";
import { remove } from "./actions";
import { keysThatStop } from "./keys-that-stop";
import type { Me } from "./members-view";

type Props = { me: Me; member: People["members"][number]; onClose: () => void };

/** Removing asks first: it ends the member's sessions and personal keys. The access keys that they made belong to the workspace, and stay. */
export function RemoveDialog({ me, member, onClose }: Props) {
  const router = useRouter();
  const { busy, trouble, send } = useAnswer();
  const myself = member.userId === me.id;

  async function confirm() {
    const done = await send(() => remove({ userId: member.userId }));
    if (!done) return;
    if (myself) return window.location.assign("/sign-in");
    announce(`${member.name} has been removed`);
    focusNextRow(member.userId);
    onClose();
    router.refresh();
  }

  const name = <Bdi className="font-strong">{member.name}</Bdi>;
  return (
    <ConsequenceDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={myself ? "Leave this workspace?" : <>Remove {name}?</>}
      consequences={[
        myself ? (
          "You are signed out, and cannot come back by yourself."
        ) : (
          <>
            {name} (<Bdi>{member.email}</Bdi>) is signed out with the next request.
          </>
        ),
        `${keysThatStop(member.personalKeys)} revoked at once, for good.`,
        "Access keys made by a member belong to the workspace and keep working. Regenerate or revoke those whose value the person may still hold.",
        "A new invitation brings a member back. The audit log keeps everything.",
      ]}
      confirmLabel={myself ? "Leave workspace" : "Remove member"}
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
