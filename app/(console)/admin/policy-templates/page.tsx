import { Plus } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { admit, ask } from "@/lib/entry/page";
import { listPolicyTemplates } from "@/lib/services/policy-templates/list";
import { Denied } from "../../denied";
import { NEW_TEMPLATE, TEMPLATES } from "./addresses";
import { TemplatesTable } from "./templates-table";

interface Props {
  searchParams: Promise<{ retired?: string | string[] }>;
}

export default async function PolicyTemplatesPage({ searchParams }: Props) {
  const admission = await admit("policy-template:view");
  if (!admission.admitted) return <Denied what="policy templates" {...admission} />;
  const { admitted: mayEdit } = await admit("policy-template:edit");
  const retired = (await searchParams).retired === "1";
  const { templates } = await ask(listPolicyTemplates, { retired: true });
  const gone = templates.filter(({ retiredAt }) => retiredAt !== null).length;
  return (
    <>
      <PageHeader
        title="Policy templates"
        purpose="When the credentials of an API expire and rotate, and what people may do by hand. Each authentication type of an API uses one."
        action={
          mayEdit ? (
            <ButtonLink
              variant="primary"
              href={NEW_TEMPLATE}
              icon={<Plus aria-hidden="true" className="size-4" />}
            >
              Create policy template
            </ButtonLink>
          ) : null
        }
      />
      <TemplatesTable
        templates={templates.filter(({ retiredAt }) => retired || retiredAt === null)}
        mayEdit={mayEdit}
      />
      {gone > 0 ? (
        <p className="mt-3 text-soft">
          <Link className="link" href={retired ? TEMPLATES : `${TEMPLATES}?retired=1`}>
            {retired ? "Hide retired ones" : `Show ${gone} retired`}
          </Link>
        </p>
      ) : null}
    </>
  );
}
