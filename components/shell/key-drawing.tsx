/** The mark as a workshop drawing: the key in outline, its centre lines and measures in hairlines. */
export function KeyDrawing({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 400 600"
      aria-hidden="true"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
    >
      <g className="text-edge" stroke="currentColor" strokeWidth="0.75" opacity="0.75">
        <path d="M160 10V590M40 120H300" strokeDasharray="14 5 2 5" />
        <path d="M160 382H330" strokeDasharray="14 5 2 5" />
        <circle cx="160" cy="120" r="73" strokeDasharray="3 4" />
        <path d="M40 30V560M32 30h16M32 210h16M32 560h16" />
        <path d="M144 580H296M144 573v14M176 573v14M296 573v14" />
      </g>
      <circle cx="160" cy="120" r="90" />
      <circle cx="160" cy="120" r="56" />
      <path d="M144 208.600V548a16 12 0 0 0 32 0V416l94 66a16 16 0 0 0 20-25L196 382l92-62a16 16 0 0 0-18-27l-94 64V208.600" />
      <path d="M144 234h32M144 246h32" />
    </svg>
  );
}
