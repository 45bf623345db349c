"use client";
import { CirclePlay, UserMinus, UserX } from "lucide-react";
import { useMemo, useState } from "react";
import { useMay } from "@/components/shell/permissions";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { RowMenu } from "@/components/ui/row-menu";
import { Time } from "@/components/ui/time";
import { disableRefusal, enableRefusal, memberRefusal } from "@/lib/domain/people/membership";
import type { HeldRole } from "@/lib/domain/people/roles";
import type { RefusalCode } from "@/lib/domain/refusals";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { OfferedRole } from "@/lib/services/people/list-people";
import { DisableDialog } from "./disable-dialog";
import { EnableDialog } from "./enable-dialog";
import type { Me, MemberRow } from "./members-view";
import { RemoveDialog } from "./remove-dialog";
import { RoleSelect } from "./role-select";

/** The server's own rule, as a sentence; null where the change is open. */
export type WhyNot = (to: HeldRole | null) => string | null;

type Props = { me: Me; members: MemberRow[]; roles: OfferedRole[]; now: Date };

export function MembersTable({ me, members, roles, now }: Props) {
  const [task, setTask] = useState<{ kind: "disable" | "enable" | "remove"; member: MemberRow } | null>(null);
  const owners = members.filter(
    (member) => member.role.slug === "owner" && member.disabledAt === null,
  ).length;
  const may = useMay();
  const columns = useMemo((): DataColumn<MemberRow>[] => {
    const whyNot =
      (member: MemberRow): WhyNot =>
      (to) => {
        const actor = { kind: "user" as const, ...me };
        const disabled = member.disabledAt !== null;
        return sentenceOf(memberRefusal(actor, { from: member.role, to, owners, disabled }));
      };
    const standing = (member: MemberRow) => {
      const at = { ...member, owners };
      return member.disabledAt
        ? {
            label: "Enable",
            icon: <CirclePlay aria-hidden="true" />,
            onSelect: () => setTask({ kind: "enable", member }),
            sleeping: sentenceOf(enableRefusal({ kind: "user", ...me }, at)),
          }
        : {
            label: "Disable",
            icon: <UserX aria-hidden="true" />,
            onSelect: () => setTask({ kind: "disable", member }),
            sleeping: sentenceOf(disableRefusal({ kind: "user", ...me }, at)),
          };
    };
    return [
      {
        id: "name",
        header: "Name",
        rowHeader: true,
        cell: (member) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Bdi className="font-strong">{member.name}</Bdi>
            {member.userId === me.id ? <Badge>You</Badge> : null}
            {member.disabledAt ? <Badge tone="danger">Disabled</Badge> : null}
          </span>
        ),
      },
      { id: "email", header: "Email", wide: true, cell: (member) => <Bdi>{member.email}</Bdi> },
      {
        id: "role",
        header: "Role",
        cell: (member) =>
          may("member:change") ? (
            <RoleSelect me={me} member={member} roles={roles} whyNot={whyNot(member)} />
          ) : (
            <Bdi>{member.role.name}</Bdi>
          ),
      },
      {
        id: "keys",
        header: "API keys",
        align: "end",
        cell: (member) => <span className="tabular">{member.personalKeys}</span>,
      },
      {
        id: "joined",
        header: "Joined",
        cell: (member) => <Time at={member.joinedAt} now={now} show="date" />,
      },
      {
        id: "actions",
        header: "Actions",
        bareHeader: true,
        align: "end",
        cell: (member) =>
          may("member:change") || may("member:remove") ? (
            <RowMenu
              label={`Actions for ${member.name}`}
              entries={[
                ...(may("member:change") ? [standing(member)] : []),
                ...(may("member:change") && may("member:remove") ? [{ kind: "line" as const }] : []),
                ...(may("member:remove")
                  ? [
                      {
                        label: member.userId === me.id ? "Leave" : "Remove",
                        icon: <UserMinus aria-hidden="true" />,
                        danger: true,
                        onSelect: () => setTask({ kind: "remove" as const, member }),
                        sleeping: whyNot(member)(null),
                      },
                    ]
                  : []),
              ]}
            />
          ) : null,
      },
    ];
  }, [me, owners, roles, may, now]);
  const close = () => setTask(null);
  return (
    <>
      <DataTable caption="Members" rows={members} columns={columns} rowId={(member) => member.userId} />
      {task?.kind === "disable" ? <DisableDialog member={task.member} onClose={close} /> : null}
      {task?.kind === "enable" ? <EnableDialog member={task.member} onClose={close} /> : null}
      {task?.kind === "remove" ? <RemoveDialog me={me} member={task.member} onClose={close} /> : null}
    </>
  );
}

function sentenceOf(refusal: RefusalCode | null): string | null {
  return refusal && REFUSAL_MESSAGES[refusal].sentence;
}
