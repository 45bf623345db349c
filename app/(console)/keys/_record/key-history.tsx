import Link from "next/link";
import { Timeline } from "@/components/timeline/timeline";
import { viaWords } from "@/components/timeline/via-words";
import type { Tone } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { EVENT_WORDS, type EventType } from "@/lib/domain/audit/events";
import type { HistoryEvent } from "@/lib/services/keys/history";
import { EventFacts } from "../../settings/audit-log/event-facts";

const TONES: Partial<Record<EventType, Tone>> = {
  "access-key.created": "good",
  "access-key.enabled": "good",
  "access-key.regenerated": "info",
  "access-key.rotated": "info",
  "access-key.revealed": "good",
  "access-key.overlap-ended": "good",
  "access-key.rolled-back": "soon",
  "access-key.disabled": "danger",
  "access-key.revoked": "danger",
  "access-key.deleted": "ended",
  "token.refused": "soon",
  "key-set.created": "good",
  "key-set.provisioned": "good",
  "key-set.activated": "good",
  "key-set.retrieved": "info",
  "key-set.regenerated": "info",
  "key-set.rotated": "info",
  "key-set.overlap-ended": "good",
  "key-set.suspended": "danger",
  "key-set.revoked": "danger",
};
/** As many as one reading of the history holds. */
const PAGE = 50;

type Props = {
  /** The address of the key's page. */
  path: string;
  events: HistoryEvent[];
  /** Whether it begins further back than with the newest. */
  paged: boolean;
  now: Date;
};

/** What happened to a key: who, when, from where, through what, before and after. */
export function KeyHistory({ path, events, paged, now }: Props) {
  const oldest = events.at(-1);
  return (
    <div className="grid grid-cols-1 gap-5">
      {events.length === 0 ? (
        <p className="text-soft">{paged ? "Nothing further back." : "Nothing has been recorded."}</p>
      ) : null}
      <Timeline
        now={now}
        milestones={events.map((event) => ({
          id: String(event.seq),
          title: (
            <>
              <Bdi>{event.actorLabel}</Bdi> {EVENT_WORDS[event.type]}
            </>
          ),
          tone: TONES[event.type],
          actualAt: event.at,
          by: (
            <>
              {viaWords(event.via)}
              {event.ip ? (
                <>
                  {" "}
                  from <code>{event.ip}</code>
                </>
              ) : null}
            </>
          ),
          detail: <EventFacts type={event.type} before={event.before} after={event.after} />,
        }))}
      />
      <nav aria-label="History pages" className="flex gap-4 empty:hidden">
        {paged ? (
          <Link className="link" href={path} scroll={false}>
            Newest
          </Link>
        ) : null}
        {oldest && events.length === PAGE ? (
          <Link className="link" href={`${path}?before=${oldest.seq}`} scroll={false}>
            Older
          </Link>
        ) : null}
      </nav>
    </div>
  );
}
