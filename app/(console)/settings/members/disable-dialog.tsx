"use client";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { Bdi } from "@/components/ui/bdi";
import { disableMember } from "./actions";
import { keysThatStop } from "./keys-that-stop";
import type { MemberRow } from "./members-view";

type Props = { member: MemberRow; onClose: () => void };

/** Disabling shuts a member out for a while; the dialog says what stops with them. */
export function DisableDialog({ member, onClose }: Props) {
  const name = <Bdi className="font-strong">{member.name}</Bdi>;
  return (
    <ActDialog
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
      send={() => disableMember({ userId: member.userId })}
      said={`${member.name} is disabled`}
      onClose={onClose}
    />
  );
}
