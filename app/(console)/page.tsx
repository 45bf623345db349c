import { redirect } from "next/navigation";
import { DetailsGrid } from "@/components/ui/details-grid";
import { PageHeader } from "@/components/ui/page-header";
import { ROLE_LABELS, ROLE_PURPOSES } from "@/lib/domain/people/roles";
import { visit } from "@/lib/entry/page";
import { firstArea } from "./areas";

/** The first area that is open to the visitor; for roles without any, who they are and whom to ask. */
export default async function Home() {
  const { visitor } = await visit();
  const area = firstArea(visitor.role);
  if (area) redirect(area);
  return (
    <>
      <PageHeader title="You are signed in" purpose={visitor.workspaceName} />
      <DetailsGrid
        facts={[
          { term: "Name", value: visitor.name },
          { term: "Role", value: ROLE_LABELS[visitor.role], note: ROLE_PURPOSES[visitor.role] },
        ]}
      />
    </>
  );
}
