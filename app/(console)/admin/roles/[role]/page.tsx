import { notFound } from "next/navigation";
import { Denied } from "@/app/(console)/denied";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { purposeOf } from "@/lib/domain/people/roles";
import { admit, ask } from "@/lib/entry/page";
import { listRoles } from "@/lib/services/roles/list";
import { EditRole } from "../_form/edit-role";
import { ROLES_PAGE } from "../addresses";

export default async function RolePage({ params }: { params: Promise<{ role: string }> }) {
  const admission = await admit("role:edit");
  if (!admission.admitted) return <Denied what="the editing of roles" {...admission} />;
  const { role: slug } = await params;
  const { roles } = await ask(listRoles, {});
  const role = roles.find((one) => one.slug === slug);
  // An Owner may do everything: there is nothing to edit.
  if (!role || slug === "owner") notFound();
  return (
    <>
      <Breadcrumbs items={[{ label: "Roles", href: ROLES_PAGE }, { label: role.name }]} />
      <PageHeader
        title={<Bdi>{role.name}</Bdi>}
        mark={role.builtIn ? <Badge>Built in</Badge> : null}
        purpose={<Bdi>{purposeOf(role)}</Bdi>}
      />
      <EditRole role={role} />
    </>
  );
}
