"use client";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { Bdi } from "@/components/ui/bdi";
import { enableMember } from "./actions";
import type { MemberRow } from "./members-view";

type Props = { member: MemberRow; onClose: () => void };

/** Enabling lets a member in again, and says with what. */
export function EnableDialog({ member, onClose }: Props) {
  const { name, role, personalKeys } = member;
  return (
    <ActDialog
      title={
        <>
          Enable <Bdi>{name}</Bdi>?
        </>
      }
      consequences={[
        `The member can sign in again, as ${role.name}.`,
        personalKeys === 0
          ? "There is no personal API key that would work again."
          : `${personalKeys === 1 ? "The one personal API key works" : `All ${personalKeys} personal API keys work`} again, but for what the member had disabled.`,
      ]}
      confirmLabel="Enable member"
      tone="primary"
      send={() => enableMember({ userId: member.userId })}
      said={`${name} is enabled`}
      onClose={onClose}
    />
  );
}
