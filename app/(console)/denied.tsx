import { AccessDenied } from "@/components/ui/access-denied";
import type { Admission } from "@/lib/entry/page";

type Refused = Extract<Admission, { admitted: false }>;

/**
 * The Access Denied page of an area:
 * `const admission = await admit("member:view"); if (!admission.admitted) return <Denied what="members" {...admission} />;`
 */
export function Denied({ what, name, email, role, roles, people }: Refused & { what: string }) {
  return (
    <AccessDenied
      what={what}
      who={{ name, email, role: role }}
      needed={roles.join(" or ")}
      granters={people}
    />
  );
}
