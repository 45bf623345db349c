"use client";
import { UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { IfMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type HeldRole, roleMay } from "@/lib/domain/people/roles";
import type { OfferedRole, People } from "@/lib/services/people/list-people";
import { InvitationsTable } from "./invitations-table";
import { InviteDialog } from "./invite-dialog";
import { MembersTable } from "./members-table";

export interface Me {
  id: string;
  name: string;
  email: string;
  role: HeldRole;
}
export type MemberRow = Omit<People["members"][number], "role"> & { role: OfferedRole };
type Props = People & { me: Me; publicUrl: string; now: Date };

/** Who works here, who has been invited, and the way in for others. */
export function MembersView({ me, members: people, invitations, roles, publicUrl, now }: Props) {
  const [inviting, setInviting] = useState(false);
  const members = useMemo(
    () => people.map((one) => ({ ...one, role: roles.find(({ slug }) => slug === one.role)! })),
    [people, roles],
  );
  return (
    <>
      <PageHeader
        title="Members"
        purpose="Who may enter this workspace. A changed role or a removed member counts from the next request."
        action={
          <>
            <IfMay permission="personal-key:view-all">
              <ButtonLink href="/settings/members/api-keys">Members' API keys</ButtonLink>
            </IfMay>
            <IfMay permission="member:invite">
              <Button
                variant="primary"
                icon={<UserPlus aria-hidden="true" className="size-4" />}
                onClick={() => setInviting(true)}
              >
                Invite member
              </Button>
            </IfMay>
          </>
        }
      />
      <MembersTable me={me} members={members} roles={roles} now={now} />
      <p className="mt-3 text-faint text-xs">{keyManagers(members)}</p>
      {invitations.length > 0 ? (
        <Section
          className="mt-12"
          title="Open invitations"
          purpose="Whoever opens such a link joins with its email and role. A link is shown once and open for 7 days."
        >
          <InvitationsTable invitations={invitations} roles={roles} now={now} />
        </Section>
      ) : null}
      {inviting ? (
        <InviteDialog me={me} roles={roles} publicUrl={publicUrl} onClose={() => setInviting(false)} />
      ) : null}
    </>
  );
}

/** "2 of 5 members can manage keys", with the advice to keep it so. */
function keyManagers(members: MemberRow[]): string {
  const managers = members.filter(
    ({ role, disabledAt }) => disabledAt === null && roleMay(role, "access-key:create"),
  ).length;
  const share = `${managers} of ${members.length} ${members.length === 1 ? "member" : "members"} can manage keys.`;
  return `${share} Keep it to those who need it: whoever can create keys can do what keys can do.`;
}
