import { FewNames } from "@/components/ui/few-names";
import type { RoleOfWorkspace } from "@/lib/services/roles/list";

const NAMED = 3;
type Held = Pick<RoleOfWorkspace, "members" | "invitations">;

/** Who has a role: a few by name, how many more, and how many are invited with it. */
export function Holders({ members, invitations }: Held) {
  if (members.length === 0 && invitations === 0) return <span className="text-faint">Nobody</span>;
  return (
    <span>
      <FewNames people={members} />
      {invitations > 0 ? (
        <span className="text-faint">
          {members.length > 0 ? ", " : null}
          {invitations} invited
        </span>
      ) : null}
    </span>
  );
}

/** Why a role cannot be removed now, with those who have it; null where it can. */
export function whyKept({ members, invitations }: Held): string | null {
  if (members.length === 0 && invitations === 0) return null;
  const named = members.slice(0, NAMED).map(({ name }) => name);
  if (members.length > NAMED) named.push(`${members.length - NAMED} more`);
  if (invitations > 0) named.push(`${invitations} open ${invitations === 1 ? "invitation" : "invitations"}`);
  return `In use by ${named.join(", ")}. Give them another role first.`;
}
