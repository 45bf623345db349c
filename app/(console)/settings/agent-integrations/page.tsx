import Link from "next/link";
import type { Address } from "@/app/(console)/address";
import { Denied } from "@/app/(console)/denied";
import { AccessKeys } from "@/app/(console)/keys/_access-keys/access-keys";
import { CreateKeyButton } from "@/app/(console)/keys/_access-keys/create-key-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { roleMay } from "@/lib/domain/people/roles";
import { admit, visit } from "@/lib/entry/page";
import { OutpostsSection } from "./_outposts/outposts";
import { SigningKeySection } from "./_signing-key/signing-key";

/** Settings > Agent Integrations: what a managed integration needs in order to call. */
export default async function AgentIntegrationsPage({ searchParams }: { searchParams: Address }) {
  const admission = await admit("access-key:view");
  if (!admission.admitted) return <Denied what="agent integrations" {...admission} />;
  const { visitor } = await visit();
  return (
    <AccessKeys
      address={searchParams}
      holding="tokens:exchange"
      frame={(table) => (
        <>
          <PageHeader
            title="Agent Integrations"
            purpose="What your managed integrations and agents need to call the team’s APIs."
          />
          <Section
            title="Access Keys"
            purpose={
              <>
                They authenticate a managed integration’s requests: here stand those that may be exchanged for
                tokens.{" "}
                <Link href="/settings/workspace/access-keys" className="link">
                  All access keys
                </Link>
              </>
            }
            action={<CreateKeyButton />}
          >
            {table}
          </Section>
          {roleMay(visitor.role, "signing-key:view") ? <SigningKeySection /> : null}
          {roleMay(visitor.role, "outpost:view") ? <OutpostsSection /> : null}
        </>
      )}
    />
  );
}
