import { Denied } from "@/app/(console)/denied";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { PageHeader } from "@/components/ui/page-header";
import { admit, ask, pageNow } from "@/lib/entry/page";
import { adoptionEffect } from "@/lib/services/policy-templates/adoption";
import { getPolicyTemplate } from "@/lib/services/policy-templates/list";
import { EditTemplate } from "../_form/edit-template";
import { TEMPLATES } from "../addresses";
import { PolicyView } from "./policy-view";
import { RetireButton } from "./retire-button";
import { TemplateUses } from "./template-uses";

interface Props {
  params: Promise<{ id: string }>;
}

/** A template: a form for whoever may edit it, else its facts; what uses it, and its end. */
export default async function PolicyTemplatePage({ params }: Props) {
  const admission = await admit("policy-template:view");
  if (!admission.admitted) return <Denied what="policy templates" {...admission} />;
  const { id } = await params;
  const [template, mayEdit, now] = await Promise.all([
    ask(getPolicyTemplate, { id }),
    admit("policy-template:edit"),
    pageNow(),
  ]);
  const { name, description, policy, retiredAt } = template;
  const isOpen = mayEdit.admitted && retiredAt === null;
  const uses = <TemplateUses apis={template.apis} keySets={template.keySets} />;
  return (
    <>
      <Breadcrumbs items={[{ label: "Policy templates", href: TEMPLATES }, { label: name }]} />
      <PageHeader
        title={<Bdi>{name}</Bdi>}
        mark={retiredAt ? <Badge tone="ended">Retired</Badge> : null}
        purpose={
          isOpen ? (
            "Key sets keep the policy that they were made by, unless you say otherwise below."
          ) : (
            <Bdi>{description}</Bdi>
          )
        }
      />
      {isOpen ? (
        <EditTemplate
          template={{ id, name, description, policy }}
          told={await ask(adoptionEffect, { id, ...policy })}
          now={now}
        >
          {uses}
          <RetireButton template={{ id, name, keySets: template.keySets, apis: template.apis }} />
        </EditTemplate>
      ) : (
        <PolicyView policy={policy} now={now}>
          {uses}
        </PolicyView>
      )}
    </>
  );
}
