import { utcDay } from "@/components/ui/format-time";
import type { Day } from "./usage-days";

const WIDTH = 600;
const HEIGHT = 120;

/** Calls per day as bars, the denied ones on top in red. The table beside it says the same in numbers. */
export function UsageChart({ days, title }: { days: Day[]; title: string }) {
  const peak = Math.max(1, ...days.map((day) => day.allowed + day.denied));
  const step = WIDTH / days.length;
  const tall = (calls: number) => (calls === 0 ? 0 : Math.max(2, (calls / peak) * (HEIGHT - 8)));
  return (
    <figure className="grid gap-1.5">
      <svg
        role="img"
        aria-label={title}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-28 w-full"
      >
        {days.map((day, index) => {
          const good = tall(day.allowed);
          const bad = tall(day.denied);
          const x = index * step + 1;
          return (
            <g key={day.day}>
              <title>{`${utcDay(day.day)}: ${day.allowed} allowed, ${day.denied} denied`}</title>
              <rect x={x} y={0} width={step - 2} height={HEIGHT} className="fill-transparent" />
              <rect x={x} y={HEIGHT - good} width={step - 2} height={good} className="fill-good" />
              <rect x={x} y={HEIGHT - good - bad} width={step - 2} height={bad} className="fill-danger" />
              {good + bad === 0 ? (
                <rect x={x} y={HEIGHT - 1} width={step - 2} height={1} className="fill-edge" />
              ) : null}
            </g>
          );
        })}
      </svg>
      <figcaption className="tabular flex justify-between text-faint text-xs">
        <span>{utcDay(days[0]!.day)}</span>
        <span className="flex gap-4">
          <Legend className="bg-good" label="Allowed" />
          <Legend className="bg-danger" label="Denied" />
        </span>
        <span>{utcDay(days.at(-1)!.day)}</span>
      </figcaption>
    </figure>
  );
}

function Legend({ className, label }: { className: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2 rounded-sm ${className}`} />
      {label}
    </span>
  );
}
