import Link from "next/link";
import { Denied } from "@/app/(console)/denied";
import { EventsTable } from "@/app/(console)/settings/audit-log/events-table";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { KEY_HISTORIES, type KeyHistoryName, keyHistories } from "@/lib/contracts/key-histories";
import { admit, ask, pageNow } from "@/lib/entry/page";
import { listKeyHistory } from "@/lib/services/access-keys/histories";

const LIST = "/settings/workspace/access-keys";
const HERE = `${LIST}/history`;

const WORDS: Record<KeyHistoryName, { tab: string; none: string; meaning: string }> = {
  rotations: {
    tab: "Rotations",
    none: "No key has been rotated yet. It will stand here once one has.",
    meaning: "Every rotation, with its overlap, how it ended, and who did it.",
  },
  revocations: {
    tab: "Revocations",
    none: "No key has been revoked yet. It will stand here once one has.",
    meaning: "Every secret that was withdrawn, by whom and why.",
  },
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What was rotated and what was revoked in the whole workspace: views of the audit log. */
export default async function KeyHistoriesPage({ searchParams }: Props) {
  const admission = await admit("audit:view");
  if (!admission.admitted) return <Denied what="the history of the keys" {...admission} />;
  const { of, before } = keyHistories.parse(await searchParams);
  const [{ events, pages, older }, now] = await Promise.all([ask(listKeyHistory, { of, before }), pageNow()]);
  const { tab, none, meaning } = WORDS[of];
  return (
    <>
      <Breadcrumbs items={[{ label: "Access Keys", href: LIST }, { label: "History" }]} />
      <PageHeader title="Rotations and revocations" purpose={meaning} />
      <nav aria-label="Histories" className="mb-5 flex gap-1 overflow-x-auto border-line border-b">
        {KEY_HISTORIES.map((name) => (
          <Link
            key={name}
            href={`${HERE}?of=${name}`}
            aria-current={name === of ? "page" : undefined}
            className="-mb-px flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-3 text-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-brass-edge aria-[current=page]:font-strong aria-[current=page]:text-ink"
          >
            {WORDS[name].tab}
          </Link>
        ))}
      </nav>
      {events.length === 0 && before === null ? (
        <EmptyState sentence={none} />
      ) : (
        <EventsTable caption={tab} events={events} now={now} pages={pages} />
      )}
      <nav
        aria-label="Pages of the history"
        className="mt-5 flex flex-wrap justify-between gap-2 empty:hidden"
      >
        {before === null ? null : (
          <ButtonLink href={`${HERE}?of=${of}`} variant="ghost">
            Newest entries
          </ButtonLink>
        )}
        {older === null ? null : (
          <ButtonLink href={`${HERE}?of=${of}&before=${older}`}>Older entries</ButtonLink>
        )}
      </nav>
    </>
  );
}
