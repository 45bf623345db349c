import { config } from "@/lib/config";
import { admit, ask, visit } from "@/lib/entry/page";
import { listPeople } from "@/lib/services/people/list-people";
import { Denied } from "../../denied";
import { MembersView } from "./members-view";

export default async function MembersPage() {
  const admission = await admit("member:view");
  if (!admission.admitted) return <Denied what="members" {...admission} />;
  const { visitor, ctx } = await visit();
  const people = await ask(listPeople, {});
  return (
    <MembersView
      me={{ id: visitor.userId, name: visitor.name, email: visitor.email, role: visitor.role }}
      members={people.members}
      invitations={people.invitations}
      roles={people.roles}
      publicUrl={config().publicUrl.origin}
      now={ctx.now}
    />
  );
}
