"use client";
import { Pencil, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { ButtonLink } from "@/components/ui/button-link";
import { IconButton } from "@/components/ui/icon-button";
import { ReachedLink } from "@/components/ui/reached-link";
import { purposeOf } from "@/lib/domain/people/roles";
import type { RoleOfWorkspace } from "@/lib/services/roles/list";
import { roleAddress } from "./addresses";
import { Holders, whyKept } from "./holders";
import { RemoveRoleDialog } from "./remove-role-dialog";

type Props = { roles: RoleOfWorkspace[]; edits: boolean };

/** The roles, who has each, and for the Owner the way to change them. */
export function RolesTable({ roles, edits }: Props) {
  const [leaving, setLeaving] = useState<RoleOfWorkspace | null>(null);
  const columns = useMemo((): DataColumn<RoleOfWorkspace>[] => {
    const shown: DataColumn<RoleOfWorkspace>[] = [
      {
        id: "name",
        header: "Role",
        rowHeader: true,
        cell: (role) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            {edits && role.slug !== "owner" ? (
              <ReachedLink href={roleAddress(role.slug)} className="link font-strong">
                <Bdi>{role.name}</Bdi>
              </ReachedLink>
            ) : (
              <Bdi className="font-strong">{role.name}</Bdi>
            )}
            {role.builtIn ? <Badge>Built in</Badge> : null}
            {role.adjusted ? <Badge tone="info">Adjusted</Badge> : null}
          </span>
        ),
      },
      {
        id: "purpose",
        header: "For",
        wide: true,
        cell: (role) => <Bdi className="text-soft">{purposeOf(role)}</Bdi>,
      },
      { id: "holders", header: "Who has it", wide: true, cell: (role) => <Holders {...role} /> },
    ];
    if (!edits) return shown;
    return [
      ...shown,
      {
        id: "actions",
        header: "Actions",
        bareHeader: true,
        align: "end",
        cell: (role) =>
          role.slug === "owner" ? (
            <span className="text-faint text-xs">May do everything</span>
          ) : (
            <span className="inline-flex items-center gap-1">
              <ButtonLink
                size="sm"
                href={roleAddress(role.slug)}
                aria-label={`Edit the role ${role.name}`}
                icon={<Pencil aria-hidden="true" className="size-3.5" />}
              >
                Edit
              </ButtonLink>
              {role.builtIn ? null : (
                <IconButton
                  label={`Remove the role ${role.name}`}
                  tip="Remove"
                  tone="danger"
                  icon={<Trash2 aria-hidden="true" />}
                  sleeping={whyKept(role)}
                  onClick={() => setLeaving(role)}
                />
              )}
            </span>
          ),
      },
    ];
  }, [edits]);
  return (
    <>
      <DataTable caption="Roles" rows={roles} columns={columns} rowId={({ slug }) => slug} />
      {leaving ? <RemoveRoleDialog role={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  );
}
