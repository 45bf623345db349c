import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { Bdi } from "./bdi";

type Props = {
  /** What they tried to see: "access keys". */
  what: string;
  who: { name: string; email: string; role: string };
  /** "Owner or Admin". */
  needed: string;
  /** People who can grant it. */
  granters: { name: string; email: string }[];
  action?: ReactNode;
};

/** Access Denied: who you are, the role needed, who can grant it, and how to reach them. */
export function AccessDenied({ what, who, needed, granters, action }: Props) {
  return (
    <div className="mx-auto grid max-w-xl gap-6 py-12">
      <LockKeyhole aria-hidden="true" className="size-7 text-faint" />
      <div className="grid gap-2">
        <h1 className="text-xl">Access Denied</h1>
        <p className="text-base text-soft">
          To see {what} you need the role {needed}. You are signed in as{" "}
          <Bdi className="text-ink">{who.name}</Bdi> (<Bdi>{who.email}</Bdi>), with the role {who.role}.
        </p>
      </div>
      <div>
        <h2 className="mb-2 font-strong">Who can give you access</h2>
        <ul className="border-line border-t">
          {granters.map((person) => (
            <li
              key={person.email}
              className="flex flex-wrap justify-between gap-x-6 gap-y-0.5 border-line border-b py-2.5"
            >
              <Bdi>{person.name}</Bdi>
              <a
                className="link"
                href={`mailto:${encodeURIComponent(person.email)}?subject=${encodeURIComponent(`Access to ${what} in Keysmith`)}`}
              >
                <Bdi>{person.email}</Bdi>
              </a>
            </li>
          ))}
        </ul>
      </div>
      {action ? <div>{action}</div> : null}
    </div>
  );
}
