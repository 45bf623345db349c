type Props = {
  /** Calls per day, oldest first. */
  counts: number[];
  /** What it shows, as a sentence: "1,204 calls in 30 days". */
  title: string;
  width?: number;
  height?: number;
};

/** Usage at a glance: one bar per day, drawn on the server. A day without calls is a dot on the ground line. */
export function Sparkline({ counts, title, width = 120, height = 24 }: Props) {
  const peak = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  return (
    <svg
      role="img"
      aria-label={title}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="text-soft"
    >
      <title>{title}</title>
      {counts.map((count, day) => {
        const tall = count === 0 ? 1 : Math.max(2, (count / peak) * height);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
            key={day}
            x={day * step}
            y={height - tall}
            width={Math.max(1, step - 1)}
            height={tall}
            fill="currentColor"
            opacity={count === 0 ? 0.35 : 0.85}
          />
        );
      })}
    </svg>
  );
}
