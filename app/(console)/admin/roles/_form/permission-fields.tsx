"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { PERMISSION_AREAS, PERMISSION_WORDS } from "@/lib/domain/people/permission-words";
import { type GivablePermission, isByGroup } from "@/lib/domain/people/role-table";
import type { Reach } from "@/lib/domain/people/roles";
import type { RoleDraft } from "./use-role-draft";

const REACH_OPTIONS: { value: Reach; label: string }[] = [
  { value: "all", label: "Everywhere" },
  { value: "own-group", label: "Own groups" },
];

/** A box for each permission, area by area; beside it how far it reaches, where that can be narrowed. */
export function PermissionFields({ draft }: { draft: RoleDraft }) {
  return (
    <div className="grid gap-8">
      {PERMISSION_AREAS.map(({ title, permissions }) => (
        <fieldset key={title}>
          <legend className="mb-1.5 font-strong">{title}</legend>
          <div className="border-line border-t">
            {permissions.map((permission) => (
              <PermissionField key={permission} permission={permission} draft={draft} />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function PermissionField({ permission, draft }: { permission: GivablePermission; draft: RoleDraft }) {
  const { label, note } = PERMISSION_WORDS[permission];
  const reach = draft.table[permission];
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-1.5">
      <Checkbox
        name="permissions"
        label={label}
        note={note}
        checked={reach !== undefined}
        onChange={(event) => draft.tick(permission, event.target.checked)}
        className="min-w-0 flex-1 basis-60"
      />
      {isByGroup(permission) && reach !== undefined ? (
        <Select
          compact
          name="permissions"
          aria-label={`How far: ${label}`}
          value={reach}
          onChange={(event) => draft.reach(permission, event.target.value as Reach)}
          options={REACH_OPTIONS}
        />
      ) : null}
    </div>
  );
}
