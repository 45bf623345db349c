import { PERMISSION_WORDS } from "@/lib/domain/people/permission-words";
import { beyond, type GivablePermission } from "@/lib/domain/people/role-table";
import type { RoleTable } from "@/lib/domain/people/roles";

type Props = { before: RoleTable; after: RoleTable };

/** What saving would give and take, before it does. */
export function RoleChanges({ before, after }: Props) {
  const given = beyond(after, before) as GivablePermission[];
  const taken = beyond(before, after) as GivablePermission[];
  if (given.length === 0 && taken.length === 0)
    return <p className="text-soft">No permission is given or taken away.</p>;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <List title="Gives" permissions={given} tables={[before, after]} mark="+" />
      <List title="Takes away" permissions={taken} tables={[after, before]} mark="−" />
    </div>
  );
}

type ListProps = {
  title: string;
  permissions: GivablePermission[];
  /** The table that has less, and the one that has more. */
  tables: [RoleTable, RoleTable];
  mark: string;
};

function List({ title, permissions, tables: [less, more], mark }: ListProps) {
  return (
    <div>
      <h3 className="mb-1 font-strong">{title}</h3>
      {permissions.length === 0 ? <p className="text-faint">Nothing</p> : null}
      <ul>
        {permissions.map((permission) => (
          <li key={permission} className="flex gap-2">
            <span aria-hidden="true" className="text-faint">
              {mark}
            </span>
            <span>
              {PERMISSION_WORDS[permission].label}
              <span className="text-faint">{howFar(less[permission], more[permission])}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function howFar(less: RoleTable[GivablePermission], more: RoleTable[GivablePermission]): string {
  if (less === "own-group") return ", beyond own groups";
  return more === "own-group" ? ", in own groups" : "";
}
