import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { admit, ask, pageNow } from "@/lib/entry/page";
import { listEvents } from "@/lib/services/audit/list";
import { Denied } from "../../denied";
import { ChainCheck } from "./chain-check";
import { EventsTable } from "./events-table";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditLogPage({ searchParams }: Props) {
  const admission = await admit("audit:view");
  if (!admission.admitted) return <Denied what="the audit log" {...admission} />;
  const { before = null } = await searchParams;
  const { events, older } = await ask(listEvents, { before });
  return (
    <>
      <PageHeader
        title="Audit log"
        purpose="Everything that was changed in this workspace, by whom and from where. Entries can only be added."
      />
      <ChainCheck />
      <EventsTable events={events} now={await pageNow()} />
      <nav aria-label="Pages of the audit log" className="mt-5 flex flex-wrap justify-between gap-2">
        {before === null ? (
          <span />
        ) : (
          <ButtonLink href="/settings/audit-log" variant="ghost">
            Newest entries
          </ButtonLink>
        )}
        {older === null ? (
          <span className="self-center text-faint">This is the beginning of the log.</span>
        ) : (
          <ButtonLink href={`/settings/audit-log?before=${older}`}>Older entries</ButtonLink>
        )}
      </nav>
    </>
  );
}
