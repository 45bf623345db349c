"use client";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { Bdi } from "@/components/ui/bdi";
import { remove } from "./actions";
import { keysThatStop } from "./keys-that-stop";
import type { Me, MemberRow } from "./members-view";

type Props = { me: Me; member: MemberRow; onClose: () => void };

/** Removing asks first: it ends the member's sessions and personal keys. The access keys that they made belong to the workspace, and stay. */
export function RemoveDialog({ me, member, onClose }: Props) {
  const myself = member.userId === me.id;
  const name = <Bdi className="font-strong">{member.name}</Bdi>;
  return (
    <ActDialog
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
      send={() => remove({ userId: member.userId })}
      said={`${member.name} has been removed`}
      leaving={member.userId}
      afterwards={myself ? "/sign-in" : undefined}
      onClose={onClose}
    />
  );
}
