"use client";
import { Bdi } from "@/components/ui/bdi";
import { ROLE_LABELS } from "@/lib/domain/people/roles";
import type { People } from "@/lib/services/people/list-people";
import { ActDialog } from "../../act-dialog";
import { enableMember } from "./actions";

type Props = { member: People["members"][number]; onClose: () => void };

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
        `The member can sign in again, as ${ROLE_LABELS[role]}.`,
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
