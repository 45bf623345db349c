"use client";
import { useState } from "react";
import { announce } from "@/components/ui/announcer";
import { PERMISSION_WORDS } from "@/lib/domain/people/permission-words";
import {
  chosenOf,
  completed,
  GIVABLE,
  type GivablePermission,
  isByGroup,
  neededFor,
  without,
} from "@/lib/domain/people/role-table";
import type { Reach, RoleTable } from "@/lib/domain/people/roles";

/** The permissions of a role as they are being chosen: what one needs comes with it, what needs it goes with it. */
export function useRoleDraft(beginning: RoleTable) {
  const [table, setTable] = useState(() => chosenOf(beginning));

  function change(next: RoleTable, permission: GivablePermission) {
    const others = GIVABLE.filter((one) => one !== permission && next[one] !== table[one]);
    const words = others.map((one) => PERMISSION_WORDS[one].label.toLowerCase());
    if (words.length > 0) announce(`Changed with it: ${words.join(", ")}`);
    setTable(next);
  }

  return {
    table,
    replace: (other: RoleTable) => setTable(chosenOf(other)),
    tick(permission: GivablePermission, given: boolean) {
      if (!given) return change(without(table, permission), permission);
      // As far as what it needs reaches already: ticking a box should not widen another by surprise.
      const narrow = isByGroup(permission) && neededFor(permission).some((one) => table[one] === "own-group");
      change(completed({ ...table, [permission]: narrow ? "own-group" : "all" }), permission);
    },
    reach(permission: GivablePermission, reach: Reach) {
      const next =
        reach === "all" ? completed({ ...table, [permission]: reach }) : without(table, permission, reach);
      change(next, permission);
    },
  };
}
export type RoleDraft = ReturnType<typeof useRoleDraft>;
