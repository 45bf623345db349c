"use client";
import { useMemo } from "react";
import { DataTable } from "@/components/table/data-table";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import { type AuditEntry, EVENT_WORDS } from "@/lib/domain/audit/events";
import { EventFacts } from "./event-facts";
import { eventSubject } from "./event-subject";

type Props = {
  events: AuditEntry[];
  now: Date;
  caption?: string;
  /** The keys that have a page; without it, all but those whose deletion stands here. */
  pages?: readonly string[];
};

/** On phones the cell goes with it. */
const NOTHING = (
  <span data-nothing="" className="sr-only">
    nothing to compare
  </span>
);
const VIA: Record<string, string> = { console: "console", api: "API", host: "host command", job: "job" };

export function EventsTable({ events, now, caption = "Audit log", pages }: Props) {
  const columns = useMemo((): DataColumn<AuditEntry>[] => {
    const gone = new Set(
      events.filter(({ type }) => type === "access-key.deleted").map(({ subjectId }) => subjectId),
    );
    return [
      {
        id: "what",
        header: "Who and what",
        rowHeader: true,
        cell: (entry) => (
          <What entry={entry} gone={pages ? !pages.includes(entry.subjectId) : gone.has(entry.subjectId)} />
        ),
      },
      { id: "when", header: "When", cell: ({ at }) => <Time at={at} now={now} /> },
      {
        id: "facts",
        header: "Before and after",
        wide: true,
        className: "max-sm:has-data-nothing:hidden",
        cell: ({ type, before, after }) => (
          <div className="max-w-96">
            <EventFacts type={type} before={before} after={after} nothing={NOTHING} />
          </div>
        ),
      },
      { id: "where", header: "From where", wide: true, cell: (entry) => <Where entry={entry} /> },
      {
        id: "seq",
        header: "Entry",
        align: "end",
        cell: ({ seq }) => <span className="font-mono text-faint text-xs">{seq}</span>,
      },
    ];
  }, [events, now, pages]);
  return <DataTable caption={caption} rows={events} columns={columns} rowId={(entry) => String(entry.seq)} />;
}

function What({ entry, gone }: { entry: AuditEntry; gone: boolean }) {
  const subject = eventSubject(entry);
  const label = <Bdi>{subject?.label}</Bdi>;
  return (
    <span className="block max-w-96">
      <Bdi className="font-strong">{entry.actorLabel}</Bdi> {EVENT_WORDS[entry.type] ?? entry.type}
      {subject ? (
        <>
          {subject.joint}
          {entry.subjectKind === "key" && !gone ? (
            <ReachedLink className="link" href={placeOfKey(entry)}>
              {label}
            </ReachedLink>
          ) : (
            label
          )}
        </>
      ) : null}
    </span>
  );
}

/** A personal key has no page of its own: it stands in the table of its kind. */
function placeOfKey({ type, subjectId, after }: AuditEntry): string {
  const isPersonal = type.startsWith("personal-key.") || after?.kind === "personal";
  return isPersonal ? "/settings/members/api-keys" : `/keys/${subjectId}`;
}

function Where({ entry }: { entry: AuditEntry }) {
  return (
    <span className="block max-w-60 text-soft">
      <span className="font-mono text-xs">
        {entry.ip ?? (entry.via === "console" || entry.via === "api" ? "address not kept" : "this machine")}
      </span>
      <span className="text-faint text-xs"> · {VIA[entry.via] ?? entry.via}</span>
      {entry.userAgent ? (
        <bdi className="block truncate text-faint text-xs" title={entry.userAgent}>
          {entry.userAgent}
        </bdi>
      ) : null}
    </span>
  );
}
