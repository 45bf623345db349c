import { addPeriod } from "@/lib/domain/key-sets/period";
import type { Life, Preview } from "@/lib/domain/key-sets/preview";
import { cx } from "../ui/class-names";
import { utcDay } from "../ui/format-time";

/** Where there are more, the bars are too short for their names. */
const MOST_NAMED = 14;

type Props = { preview: Preview; months: number; label: string };

/**
 * The months ahead as a drawing: keys in two lanes, since never more than two work at once, and the notices below them.
 * For the eye; the list beside it says the same in words.
 */
export function PolicyTimeline({ preview, months, label }: Props) {
  const { from, until, lives, notices } = preview;
  const span = until.getTime() - from.getTime();
  const at = (when: Date) => `${(((when.getTime() - from.getTime()) / span) * 100).toFixed(3)}%`;
  const starts = Array.from({ length: months }, (_, n) => addPeriod(from, { amount: n, unit: "months" }));
  const last = lives.at(-1);
  const dead = last?.until && last.until < until ? last.until : null;
  return (
    <div role="img" aria-label={label} className="relative h-32 overflow-hidden" data-policy-timeline="">
      {starts.map((start, n) => (
        <span
          key={start.getTime()}
          style={{ left: at(start) }}
          className={cx("absolute inset-y-0 border-line", n > 0 && "border-l")}
        >
          <span className={cx("block pl-1 text-faint text-xs", n % 2 === 1 && "max-sm:hidden")}>
            {utcDay(start).split(" ")[1]}
          </span>
        </span>
      ))}
      {lives.map((life) => (
        <Bar key={life.generation} {...{ life, at, until }} named={lives.length <= MOST_NAMED} />
      ))}
      {dead ? (
        <span
          style={{ left: at(dead), right: 0 }}
          className="absolute top-7 flex h-16 items-center justify-center overflow-hidden border-danger border-l-2 border-dashed bg-danger-wash px-1 text-danger text-xs"
        >
          <span className="truncate">No key works</span>
        </span>
      ) : null}
      {notices.map(({ generation, daysBefore, dueAt }) => (
        <span
          key={`${generation}-${daysBefore}`}
          style={{ left: at(dueAt) }}
          data-mark="notice"
          className="absolute bottom-3 size-2 -translate-x-1/2 rotate-45 bg-info"
        />
      ))}
    </div>
  );
}

type BarProps = { life: Life; at: (when: Date) => string; until: Date; named: boolean };

/** One key: green while it is the newest, amber in its overlap, closed by red where it expires. */
function Bar({ life, at, until, named }: BarProps) {
  const { generation, from, replacedAt } = life;
  const end = life.until ?? until;
  const lane = generation % 2 === 1 ? "top-7" : "top-16";
  const newestUntil = replacedAt && replacedAt < end ? replacedAt : end;
  return (
    <>
      <span
        data-mark="key"
        style={{ left: at(from), width: `calc(${at(newestUntil)} - ${at(from)})` }}
        className={cx(
          "absolute h-7 overflow-hidden border-good border-l-2 bg-good-wash text-good text-xs leading-7",
          lane,
          life.endsAs === "expired" && !replacedAt && "border-r-2 border-r-danger",
        )}
      >
        {named ? <span className="block truncate pl-1.5">Key {generation}</span> : null}
      </span>
      {replacedAt && replacedAt < end ? (
        <span
          data-mark="overlap"
          style={{ left: at(replacedAt), width: `calc(${at(end)} - ${at(replacedAt)})` }}
          className={cx(
            "absolute h-7 border-soon-line border-y bg-soon-wash",
            lane,
            life.endsAs === "expired" ? "border-r-2 border-r-danger" : "border-r border-r-soon",
          )}
        />
      ) : null}
    </>
  );
}
