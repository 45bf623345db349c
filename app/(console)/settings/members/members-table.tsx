"use client";
import { Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { IconButton } from "@/components/ui/icon-button";
import { Time } from "@/components/ui/time";
import { memberRefusal } from "@/lib/domain/people/membership";
import type { Role } from "@/lib/domain/people/roles";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { People } from "@/lib/services/people/list-people";
import type { Me } from "./members-view";
import { RemoveDialog } from "./remove-dialog";
import { RoleSelect } from "./role-select";

type Member = People["members"][number];
/** The server's own rule, as a sentence; null where the change is open. */
export type WhyNot = (to: Role | null) => string | null;

type Props = { me: Me; members: Member[]; now: Date };

export function MembersTable({ me, members, now }: Props) {
  const [leaving, setLeaving] = useState<Member | null>(null);
  const owners = members.filter((member) => member.role === "owner").length;
  const columns = useMemo((): DataColumn<Member>[] => {
    const whyNot =
      (member: Member): WhyNot =>
      (to) => {
        const actor = { kind: "user" as const, ...me };
        const refusal = memberRefusal(actor, { from: member.role, to, owners });
        return refusal && REFUSAL_MESSAGES[refusal].sentence;
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
          </span>
        ),
      },
      { id: "email", header: "Email", wide: true, cell: (member) => <Bdi>{member.email}</Bdi> },
      {
        id: "role",
        header: "Role",
        cell: (member) => <RoleSelect me={me} member={member} whyNot={whyNot(member)} />,
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
        cell: (member) => (
          <IconButton
            label={`Remove ${member.name}`}
            tip="Remove"
            tone="danger"
            icon={<Trash2 aria-hidden="true" />}
            sleeping={whyNot(member)(null)}
            onClick={() => setLeaving(member)}
          />
        ),
      },
    ];
  }, [me, owners, now]);
  return (
    <>
      <DataTable caption="Members" rows={members} columns={columns} rowId={(member) => member.userId} />
      {leaving ? <RemoveDialog me={me} member={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  );
}
