/** The mark: a key whose bit is a small K; its shaft is the letter's stem. */
export function Mark({ className = "size-7" }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      aria-hidden="true"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
    >
      <circle cx="12" cy="8.5" r="5" />
      <path d="M12 13.5V30" strokeLinecap="round" />
      <path d="M21 17.5l-8.4 5.6L21.5 29" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** Mark and name. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2">
      <Mark className="size-6 text-brass-deep" />
      <span className="font-strong text-base tracking-tight">Keysmith</span>
    </span>
  );
}
