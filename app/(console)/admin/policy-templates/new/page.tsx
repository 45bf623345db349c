import { Denied } from "@/app/(console)/denied";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { admit, pageNow } from "@/lib/entry/page";
import { NewTemplate } from "../_form/new-template";
import { TEMPLATES } from "../addresses";

export default async function NewPolicyTemplatePage() {
  const admission = await admit("policy-template:edit");
  if (!admission.admitted) return <Denied what="the creation of policy templates" {...admission} />;
  return (
    <>
      <Breadcrumbs items={[{ label: "Policy templates", href: TEMPLATES }, { label: "New" }]} />
      <PageHeader title="Create policy template" purpose="APIs choose it for each authentication type." />
      <NewTemplate now={await pageNow()} />
    </>
  );
}
