"use client";
import { Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { TwoSecondConfirm } from "@/components/keys/two-second-confirm";
import { IconButton } from "@/components/ui/icon-button";
import type { GroupListRow } from "@/lib/services/groups/list";
import type { OrganizationListRow } from "@/lib/services/organizations/list";
import type { Acts, Kind } from "./task";

type Props = Acts & {
  of: Kind;
  row: OrganizationListRow | GroupListRow;
  /** Why it cannot be removed now. */
  kept: string | null;
  children?: ReactNode;
};

/** What can be done with an organization or a group, from its row. */
export function RowActs({ of, row, kept, busy, onTask, onRemove, children }: Props) {
  return (
    <div className="flex items-center justify-end">
      {children}
      <IconButton
        label={`Edit ${of} ${row.name}`}
        tip={of === "group" ? "Rename" : "Edit"}
        icon={<Pencil aria-hidden="true" />}
        onClick={() => onTask({ kind: "name", of, row })}
      />
      <TwoSecondConfirm
        label={`Remove ${of} ${row.name}`}
        icon={<Trash2 aria-hidden="true" />}
        onConfirm={() => onRemove(of, row)}
        onUntimed={() => onTask({ kind: "remove", of, row })}
        busy={busy === row.id}
        sleeping={kept}
      />
    </div>
  );
}
