import { Check, CircleDashed, Hourglass, TriangleAlert } from "lucide-react";
import { type Delivery, isAwaited, isUndelivered } from "@/lib/domain/outposts/delivery";
import { Alert } from "../ui/alert";
import { Badge, type Tone } from "../ui/badge";
import { Bdi } from "../ui/bdi";
import { Button } from "../ui/button";
import { DetailsSummary } from "../ui/details-summary";
import type { Instant } from "../ui/format-time";
import { Time } from "../ui/time";

export interface DeliveredTo {
  id: string;
  /** Null where the reader may not see Outposts. */
  name: string | null;
  delivery: Delivery;
  lastSeenAt: Instant | null;
}

type Props = {
  outposts: DeliveredTo[];
  /** When the change was made. */
  changedAt: Instant;
  now: Instant;
  /** Absent where one may look, and no more. */
  onRetry?: (outpost: DeliveredTo) => void;
  /** Ids of those that are being asked now. */
  busy: ReadonlySet<string>;
  /** Ids of those that have been asked again. */
  asked: ReadonlySet<string>;
};

const LOOKS: Record<Delivery, { word: string; tone: Tone; Icon: typeof Check }> = {
  applied: { word: "Applied", tone: "good", Icon: Check },
  "under-way": { word: "On its way", tone: "info", Icon: Hourglass },
  late: { word: "Not acknowledged", tone: "soon", Icon: TriangleAlert },
  unreachable: { word: "Out of reach", tone: "soon", Icon: TriangleAlert },
  "never-connected": { word: "Never connected", tone: "ended", Icon: CircleDashed },
};

/** Whether the newest change has reached each Outpost; what has not can be sent again. */
export function DeliveryState({ outposts, changedAt, now, onRetry, busy, asked }: Props) {
  const missing = outposts.filter(({ delivery }) => isUndelivered(delivery));
  const awaited = outposts.filter(({ delivery }) => isAwaited(delivery)).length;
  const applied = outposts.filter(({ delivery }) => delivery === "applied").length;
  const list = (
    <ul className="grid gap-2">
      {outposts.map((outpost, at) => (
        <li key={outpost.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Bdi className="wrap-anywhere font-strong">{nameOf(outpost, at)}</Bdi>
          <State delivery={outpost.delivery} />
          <span className="text-faint text-xs">
            {outpost.lastSeenAt ? (
              <>
                heard of <Time at={outpost.lastSeenAt} now={now} />
              </>
            ) : (
              "not heard of since it got its token"
            )}
            {asked.has(outpost.id) && isUndelivered(outpost.delivery)
              ? ". Asked again; it answers once it can"
              : ""}
          </span>
          {onRetry && isUndelivered(outpost.delivery) ? (
            <Button size="sm" busy={busy.has(outpost.id)} onClick={() => onRetry(outpost)}>
              Retry<span className="sr-only"> {nameOf(outpost, at)}</span>
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
  const share = `${applied} of ${awaited} ${awaited === 1 ? "Outpost" : "Outposts"}`;
  if (missing.length > 0)
    return (
      <Alert
        kind="warning"
        title={`${missing.length === 1 ? "1 Outpost has" : `${missing.length} Outposts have`} not acknowledged the latest change`}
      >
        <div className="grid gap-3">
          <p>
            It was made <Time at={changedAt} now={now} />, and counts at the hub. An Outpost that has not
            acknowledged it may still decide by what was before, for at most a day.
          </p>
          {list}
        </div>
      </Alert>
    );
  return (
    <details className="group" data-delivered>
      <DetailsSummary className="text-soft">
        <State delivery={applied === awaited ? "applied" : "under-way"} />
        <span>
          The latest change is in force at {share}, made <Time at={changedAt} now={now} />
        </span>
      </DetailsSummary>
      <div className="pt-3">{list}</div>
    </details>
  );
}

const nameOf = ({ name }: DeliveredTo, at: number) => name ?? `Outpost ${at + 1}`;

function State({ delivery }: { delivery: Delivery }) {
  const { word, tone, Icon } = LOOKS[delivery];
  return (
    <Badge tone={tone} mark={<Icon aria-hidden="true" className="size-3 shrink-0" />}>
      {word}
    </Badge>
  );
}
