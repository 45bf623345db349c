"use client";
import {
  Ban,
  CirclePause,
  CirclePlay,
  Eye,
  FileText,
  Pencil,
  RefreshCw,
  Replace,
  Trash2,
} from "lucide-react";
import { sleeping } from "@/app/_answers/sleeping";
import { TwoSecondConfirm } from "@/components/keys/two-second-confirm";
import { useMay } from "@/components/shell/permissions";
import { IconButton } from "@/components/ui/icon-button";
import { RowMenu } from "@/components/ui/row-menu";
import { riskOf } from "@/lib/domain/keys/withdrawal-risk";
import type { AccessKeyRow } from "@/lib/services/access-keys/list";
import { useKeyDesk } from "./key-desk";
import { useKeyActs } from "./use-key-acts";

/** What can be done with one key, from its row. Closed moves sleep, and say why in the server's own sentence. */
export function RowActions({ row }: { row: AccessKeyRow }) {
  const { open, setting } = useKeyDesk();
  const { busy, disable, enable, remove } = useKeyActs(row);
  const { name, moves } = row;
  const may = useMay();
  const disabled = row.status === "suspended";
  return (
    <div className="flex items-center justify-end">
      {may("access-key:edit") ? (
        <IconButton
          label={`Edit key ${name}`}
          tip="Edit"
          icon={<Pencil aria-hidden="true" />}
          sleeping={sleeping(moves.edit)}
          onClick={() => open({ kind: "edit", key: row })}
        />
      ) : null}
      {may("access-key:delete") ? (
        <TwoSecondConfirm
          label={`Delete key ${name}`}
          icon={<Trash2 aria-hidden="true" />}
          warning={inUse(row.lastUsedAt, setting.now) ? "It was used within the last 24 hours." : null}
          onConfirm={remove}
          onUntimed={() => open({ kind: "delete", key: row })}
          busy={busy === "delete"}
          sleeping={sleeping(moves.delete)}
        />
      ) : null}
      <RowMenu
        label={`Actions for ${name}`}
        entries={[
          {
            kind: "link",
            label: "Open",
            icon: <FileText aria-hidden="true" />,
            href: `/keys/${row.id}`,
          },
          may("access-key:disable") &&
            (disabled
              ? {
                  label: "Enable",
                  icon: <CirclePlay aria-hidden="true" />,
                  onSelect: enable,
                  sleeping: sleeping(moves.enable),
                }
              : {
                  label: "Disable",
                  icon: <CirclePause aria-hidden="true" />,
                  onSelect: disable,
                  sleeping: sleeping(moves.disable),
                }),
          ...(row.secretWaits && may("access-key:reveal")
            ? [
                {
                  label: "Reveal new secret",
                  icon: <Eye aria-hidden="true" />,
                  onSelect: () => open({ kind: "reveal", key: row }),
                },
              ]
            : []),
          may("access-key:rotate") && {
            label: "Rotate",
            icon: <Replace aria-hidden="true" />,
            onSelect: () => open({ kind: "rotate", key: row }),
            sleeping: sleeping(moves.rotate),
          },
          may("access-key:regenerate") && {
            label: "Regenerate",
            icon: <RefreshCw aria-hidden="true" />,
            onSelect: () => open({ kind: "regenerate", key: row }),
            sleeping: sleeping(moves.regenerate),
          },
          { kind: "line" },
          may("access-key:revoke") && {
            label: "Revoke",
            icon: <Ban aria-hidden="true" />,
            danger: true,
            onSelect: () => open({ kind: "revoke", key: row }),
            sleeping: sleeping(moves.revoke),
          },
          may("access-key:delete") && {
            label: "Delete",
            icon: <Trash2 aria-hidden="true" />,
            danger: true,
            onSelect: () => open({ kind: "delete", key: row }),
            sleeping: sleeping(moves.delete),
          },
        ]}
      />
    </div>
  );
}

function inUse(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt !== null && riskOf({ works: true, lastUsedAt }, now) === "in-use";
}
