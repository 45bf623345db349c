"use client";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { Bdi } from "@/components/ui/bdi";
import type { RoleOfWorkspace } from "@/lib/services/roles/list";
import { dropRole } from "./actions";

/** Asks before a role goes. Nobody has it. */
export function RemoveRoleDialog({ role, onClose }: { role: RoleOfWorkspace; onClose: () => void }) {
  return (
    <ActDialog
      title={
        <>
          Remove the role <Bdi>{role.name}</Bdi>?
        </>
      }
      consequences={[
        "Nobody has it now, and nobody can be given it from then on.",
        "The audit log keeps what it allowed.",
      ]}
      confirmLabel="Remove role"
      send={() => dropRole({ role: role.slug })}
      said={`The role ${role.name} has been removed`}
      leaving={role.slug}
      onClose={onClose}
    />
  );
}
