import { Check } from "lucide-react";
import { Bdi } from "@/components/ui/bdi";
import { cx } from "@/components/ui/class-names";
import {
  FIXED_PERMISSIONS,
  PERMISSION_AREAS,
  PERMISSION_WORDS,
  type WordedPermission,
} from "@/lib/domain/people/permission-words";
import { type HeldRole, type Reach, reachOf } from "@/lib/domain/people/roles";

const AREAS: { title: string; permissions: WordedPermission[] }[] = [
  ...PERMISSION_AREAS,
  { title: "The same for all, or for the Owner alone", permissions: FIXED_PERMISSIONS },
];

/** So many columns fit beside the navigation at 1280 px. */
const FEW = 7;

/** Permission by permission, a column for each role. It scrolls sideways under its first column. */
export function PermissionGrid({ roles }: { roles: HeldRole[] }) {
  return (
    <section
      aria-label="Permissions of each role"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached by keyboard
      tabIndex={0}
      // With few roles there is nothing to scroll on a wide screen, and the header keeps to the page.
      className={cx("relative overflow-x-auto", roles.length <= FEW && "xl:overflow-visible")}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">Permissions of each role</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-20 min-w-36 border-line border-b bg-paper py-2 pr-3 text-left font-strong sm:min-w-64"
            >
              Permission
            </th>
            {roles.map(({ slug, name }) => (
              <th
                key={slug}
                scope="col"
                className="sticky top-0 z-10 min-w-24 max-w-40 border-line border-b bg-paper px-2 py-2 text-left font-strong"
              >
                <Bdi className="wrap-anywhere">{name}</Bdi>
              </th>
            ))}
          </tr>
        </thead>
        {AREAS.map(({ title, permissions }) => (
          <tbody key={title}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={roles.length + 1}
                className="border-line border-b pt-6 pb-1.5 text-left text-faint text-xs"
              >
                <span className="sticky left-0">{title}</span>
              </th>
            </tr>
            {permissions.map((permission) => (
              <tr key={permission} className="hover:bg-hover">
                <th
                  scope="row"
                  className="sticky left-0 z-10 border-line border-b bg-paper py-2 pr-3 text-left font-normal"
                >
                  {PERMISSION_WORDS[permission].label}
                </th>
                {roles.map((role) => (
                  <td key={role.slug} className="border-line border-b px-2 py-2">
                    <Reached reach={reachOf(role, permission)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Reached({ reach }: { reach: Reach | null }) {
  if (reach === "own-group") return <span className="text-soft text-xs">Own groups</span>;
  if (reach === null)
    return (
      <span className="text-faint">
        <span aria-hidden="true">–</span>
        <span className="sr-only">No</span>
      </span>
    );
  return (
    <>
      <Check aria-hidden="true" className="size-4 text-good" />
      <span className="sr-only">Yes</span>
    </>
  );
}
