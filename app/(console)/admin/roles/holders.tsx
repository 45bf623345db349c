import { Bdi } from "@/components/ui/bdi";
import type { RoleOfWorkspace } from "@/lib/services/roles/list";

const NAMED = 3;
type Held = Pick<RoleOfWorkspace, "members" | "invitations">;

/** Who has a role: a few by name, how many more, and how many are invited with it. */
export function Holders({ members, invitations }: Held) {
  if (members.length === 0 && invitations === 0) return <span className="text-faint">Nobody</span>;
  const more = members.length - NAMED;
  return (
    <span>
      {members.slice(0, NAMED).map(({ userId, name }, index) => (
        <span key={userId}>
          {index > 0 ? ", " : null}
          <Bdi>{name}</Bdi>
        </span>
      ))}
      {more > 0 ? <span className="text-faint"> and {more.toLocaleString("en")} more</span> : null}
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
