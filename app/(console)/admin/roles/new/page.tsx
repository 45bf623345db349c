import { Denied } from "@/app/(console)/denied";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { admit, ask } from "@/lib/entry/page";
import { listRoles } from "@/lib/services/roles/list";
import { NewRole } from "../_form/new-role";
import { ROLES_PAGE } from "../addresses";

export default async function NewRolePage() {
  const admission = await admit("role:edit");
  if (!admission.admitted) return <Denied what="the creation of roles" {...admission} />;
  const { roles } = await ask(listRoles, {});
  return (
    <>
      <Breadcrumbs items={[{ label: "Roles", href: ROLES_PAGE }, { label: "New" }]} />
      <PageHeader
        title="Create role"
        purpose="Give it as little as its people need: more can be given at any time."
      />
      <NewRole roles={roles.filter(({ slug }) => slug !== "owner")} />
    </>
  );
}
