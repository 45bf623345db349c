"use client";
import { createContext, type ReactNode, useCallback, useContext } from "react";
import { type Permission, type RoleTable, roleMay } from "@/lib/domain/people/roles";

const Table = createContext<RoleTable>({});

/** What the visitor may do, for everything below: screens show only that. The server asks again, each time. */
export function PermissionsProvider({ table, children }: { table: RoleTable; children: ReactNode }) {
  return <Table.Provider value={table}>{children}</Table.Provider>;
}

/** All that the visitor may do, and how far. */
export function usePermissions(): RoleTable {
  return useContext(Table);
}

/** Whether the visitor may do a thing, somewhere at least. */
export function useMay(): (permission: Permission) => boolean {
  const table = usePermissions();
  return useCallback((permission) => roleMay({ table }, permission), [table]);
}

/** Shows its children to whoever may. */
export function IfMay({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useMay()(permission) ? children : null;
}
