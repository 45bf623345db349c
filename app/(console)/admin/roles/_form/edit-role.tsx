"use client";
import { Button } from "@/components/ui/button";
import { isolated } from "@/components/ui/isolated";
import { toast } from "@/components/ui/toast";
import { beginningOf, changesOf, chosenOf } from "@/lib/domain/people/role-table";
import type { RoleOfWorkspace } from "@/lib/services/roles/list";
import { saveRole } from "../actions";
import { Holders } from "../holders";
import { RoleForm } from "./role-form";
import { useRoleDraft } from "./use-role-draft";

/** What a role may do, to be changed; a built-in one keeps its name and can go back to where it began. */
export function EditRole({ role }: { role: RoleOfWorkspace }) {
  const draft = useRoleDraft(role.table);
  const nobody = role.members.length === 0 && role.invitations === 0;
  return (
    <RoleForm
      names={role.builtIn ? null : role}
      draft={draft}
      before={chosenOf(role.table)}
      label="Save role"
      concerned={
        nobody ? (
          "Nobody has this role now."
        ) : (
          <>
            Counts from the next request of <Holders {...role} />.
          </>
        )
      }
      send={(typed) => saveRole({ role: role.slug, ...typed, seen: chosenOf(role.table) })}
      onDone={() => toast(`The role ${isolated(role.name)} is saved`)}
    >
      {role.builtIn ? (
        <div className="flex flex-wrap items-center justify-between gap-3 border-line border-y py-3 text-soft">
          <p>Name and purpose of a built-in role stay. What it may do is yours to choose.</p>
          <Button
            sleeping={
              Object.keys(changesOf(role.slug, draft.table)).length === 0 ? "It is as it began." : null
            }
            onClick={() => draft.replace(beginningOf(role.slug))}
          >
            Reset to default
          </Button>
        </div>
      ) : null}
    </RoleForm>
  );
}
