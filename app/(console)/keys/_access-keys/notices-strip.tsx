import { Info } from "lucide-react";
import { ReachedLink } from "@/components/ui/reached-link";
import { NOTICES } from "@/lib/domain/keys/notices";
import type { KeyNotices } from "@/lib/services/access-keys/notices";
import { NOTICE_WORDS } from "./notice-words";

type Props = { notices: KeyNotices };

/** What active keys would do better to change: each a number that leads to those keys. Nothing where all is well. */
export function NoticesStrip({ notices: { counts, limit } }: Props) {
  const some = NOTICES.filter((notice) => counts[notice] > 0);
  if (some.length === 0) return null;
  return (
    <nav aria-label="Notices" className="mb-4 flex items-start gap-2.5 text-soft">
      <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-info" />
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {some.map((notice) => (
          <li key={notice}>
            <ReachedLink className="link" href={`?notice=${notice}`} scroll={false}>
              <span className="tabular font-strong">
                {Math.min(counts[notice], limit).toLocaleString("en")}
                {counts[notice] > limit ? "+" : ""}
              </span>{" "}
              {NOTICE_WORDS[notice].many(counts[notice])}
            </ReachedLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
