"use client";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { Bdi } from "@/components/ui/bdi";
import type { Kind, Named } from "./task";
import { REMOVERS } from "./use-removal";

type Props = { of: Kind; row: Named; onClose: () => void };

const CONSEQUENCES: Record<Kind, string> = {
  organization: "No application belongs to it. Another can have its name.",
  group: "It has no applications. Who is in it stays a member of the workspace.",
};

/** Removes an organization or a group without a time limit. */
export function RemovalDialog({ of, row, onClose }: Props) {
  return (
    <ActDialog
      title={
        <>
          Remove <Bdi>{row.name}</Bdi>?
        </>
      }
      consequences={[CONSEQUENCES[of]]}
      confirmLabel={of === "group" ? "Remove group" : "Remove organization"}
      send={() => REMOVERS[of]({ id: row.id })}
      said={`${row.name} has been removed`}
      leaving={row.id}
      onClose={onClose}
    />
  );
}
