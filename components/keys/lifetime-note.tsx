import { Ban } from "lucide-react";
import { Fragment } from "react";
import { Bdi } from "../ui/bdi";

type Props = {
  /** What is asleep: "Never", "1 year". */
  labels: string[];
  /** The Owners of the workspace, who can allow it. */
  rulers: string[];
};
const mostNames = 3;

/** Says which expirations a workspace has switched off, and who can switch them on. */
export function LifetimeNote({ labels, rulers }: Props) {
  if (labels.length === 0) return null;
  const last = labels.at(-1);
  const all = labels.length > 1 ? `${labels.slice(0, -1).join(", ")} and ${last} are` : `${last} is`;
  const names = rulers.slice(0, mostNames);
  return (
    <span className="flex items-start gap-1.5 text-faint text-xs">
      <Ban aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      <span>
        {all} switched off in this workspace. An Owner can switch {labels.length > 1 ? "them" : "it"} on,
        under Settings › Workspace › Workspace settings
        {names.length > 0 ? ": " : ""}
        {names.map((name, index) => (
          <Fragment key={name}>
            {index > 0 ? ", " : ""}
            <Bdi>{name}</Bdi>
          </Fragment>
        ))}
        .
      </span>
    </span>
  );
}
