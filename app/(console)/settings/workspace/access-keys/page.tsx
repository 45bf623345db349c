import type { Address } from "@/app/(console)/address";
import { Denied } from "@/app/(console)/denied";
import { AccessKeys } from "@/app/(console)/keys/_access-keys/access-keys";
import { CreateKeyButton } from "@/app/(console)/keys/_access-keys/create-key-button";
import { IfMay } from "@/components/shell/permissions";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { admit } from "@/lib/entry/page";

/** Settings > Workspace > Access Keys: all of them. */
export default async function AccessKeysPage({ searchParams }: { searchParams: Address }) {
  const admission = await admit("access-key:view");
  if (!admission.admitted) return <Denied what="access keys" {...admission} />;
  return (
    <AccessKeys
      address={searchParams}
      frame={(table) => (
        <>
          <PageHeader
            title="Access Keys"
            purpose="The keys with which programs call in the name of this workspace."
            action={
              <>
                <IfMay permission="audit:view">
                  <ButtonLink href="/settings/workspace/access-keys/history" variant="ghost">
                    Rotations and revocations
                  </ButtonLink>
                </IfMay>
                <CreateKeyButton />
              </>
            }
          />
          {table}
        </>
      )}
    />
  );
}
