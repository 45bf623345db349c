import type { Address } from "@/app/(console)/address";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { admit, ask, pageNow } from "@/lib/entry/page";
import { listAllPersonal } from "@/lib/services/personal-keys/list-all";
import { Denied } from "../../../denied";
import { MemberKeysTable } from "./member-keys-table";

/** Everybody's personal keys, for Owners and Admins: seen and revoked, never used or shown. */
export default async function MemberKeysPage({ searchParams }: { searchParams: Address }) {
  const admission = await admit("personal-key:view-all");
  if (!admission.admitted) return <Denied what="the API keys of members" {...admission} />;
  const [{ rows, total }, now] = await Promise.all([
    searchParams.then((filter) => ask(listAllPersonal, filter)),
    pageNow(),
  ]);
  return (
    <>
      <Breadcrumbs items={[{ label: "Members", href: "/settings/members" }, { label: "API keys" }]} />
      <PageHeader
        title="Members' API keys"
        purpose="The personal keys of everybody here. Each acts as its member, with the role of the moment; it is held with a disabled member and revoked with a removed one."
      />
      <MemberKeysTable rows={rows} total={total} now={now} />
    </>
  );
}
