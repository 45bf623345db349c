"use client";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "../ui/class-names";
import { ReachedLink } from "../ui/reached-link";

export type NavItem = { href: string; label: string; icon?: ReactNode };
export type NavSection = { heading?: string; items: NavItem[] };

/** So much of what comes before and after the current area is in view too, which tells that there is more. */
const AROUND_PX = 56;

/** The areas that exist. The one whose address begins like the page's own is the current one. */
export function Nav({ sections, onNavigate }: { sections: NavSection[]; onNavigate?: () => void }) {
  const path = usePathname();
  const here = longestPrefix(
    sections.flatMap((section) => section.items.map((item) => item.href)),
    path,
  );
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = list.current?.parentElement;
    const current = here && list.current?.querySelector("[aria-current=page]");
    if (box && current) scrollInto(box, current);
  }, [here]);
  return (
    <nav ref={list} aria-label="Main" className="grid gap-6">
      {sections.map((section) => (
        <div key={section.heading ?? "top"}>
          {section.heading ? <p className="mb-1.5 px-2.5 text-faint text-xs">{section.heading}</p> : null}
          <ul className="grid gap-0.5">
            {section.items.map((item) => (
              <li key={item.href}>
                <ReachedLink
                  href={item.href}
                  onClick={onNavigate}
                  aria-current={item.href === here ? "page" : undefined}
                  className={cx(
                    "relative flex h-9 items-center gap-2.5 rounded-md px-2.5 transition-colors duration-120 [&_svg]:size-4 [&_svg]:shrink-0",
                    item.href === here
                      ? "bg-hover font-strong text-ink before:absolute before:inset-y-2 before:-left-3 before:w-0.75 before:rounded-full before:bg-brass-edge"
                      : "text-soft hover:bg-hover hover:text-ink",
                  )}
                >
                  {item.icon}
                  <span className="truncate">{item.label}</span>
                </ReachedLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** Scrolls the box alone; `scrollIntoView` would move the page, or a drawer that is still coming in. */
function scrollInto(box: Element, current: Element) {
  const seen = box.getBoundingClientRect();
  const item = current.getBoundingClientRect();
  const below = item.bottom + AROUND_PX - seen.bottom;
  const above = seen.top - (item.top - AROUND_PX);
  if (below > 0) box.scrollTop += below;
  else if (above > 0) box.scrollTop -= above;
}

function longestPrefix(hrefs: string[], path: string): string | undefined {
  return hrefs
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
