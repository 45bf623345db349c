import { Plus } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { roleMay } from "@/lib/domain/people/roles";
import { admit, ask, visit } from "@/lib/entry/page";
import { listRoles } from "@/lib/services/roles/list";
import { Denied } from "../../denied";
import { NEW_ROLE } from "./addresses";
import { PermissionGrid } from "./permission-grid";
import { RolesTable } from "./roles-table";

export default async function RolesPage() {
  const admission = await admit("role:view");
  if (!admission.admitted) return <Denied what="roles" {...admission} />;
  const { visitor } = await visit();
  const { roles } = await ask(listRoles, {});
  const edits = roleMay(visitor.role, "role:edit");
  return (
    <>
      <PageHeader
        title="Roles"
        purpose="What each role may do. A change counts from the next request of everybody who has the role, and of their personal API keys."
        action={
          edits ? (
            <ButtonLink
              href={NEW_ROLE}
              variant="primary"
              icon={<Plus aria-hidden="true" className="size-4" />}
            >
              Create role
            </ButtonLink>
          ) : null
        }
      />
      <RolesTable roles={roles} edits={edits} />
      <Section
        className="mt-12"
        title="Permissions"
        purpose="“Own groups” reaches the applications of the groups that a member is in, with their subscriptions and key sets."
      >
        <PermissionGrid roles={roles} />
      </Section>
    </>
  );
}
