import Link from "next/link";
import type { ReactNode } from "react";
import { DetailsSummary } from "../ui/details-summary";
import { Wordmark } from "./mark";
import { Nav, type NavSection } from "./nav";
import { SkipLink } from "./skip-link";

type Props = { nav: NavSection[]; search?: ReactNode; children: ReactNode; backHref?: string };

/** The documentation that the hub serves: pages at the side, prose in a readable measure. */
export function DocsFrame({ nav, search, children, backHref = "/" }: Props) {
  return (
    <div className="mx-auto max-w-[76rem] px-4 sm:px-6">
      <SkipLink />
      <header className="flex h-14 items-center justify-between gap-4 border-line border-b">
        <Link href="/docs" className="flex rounded-sm">
          <Wordmark />
        </Link>
        <Link href={backHref} className="link text-soft">
          Back to the console
        </Link>
      </header>
      <div className="gap-12 py-8 md:grid md:grid-cols-[13rem_minmax(0,1fr)] md:py-10">
        <div className="mb-8 border-line max-md:border-b max-md:pb-6 md:sticky md:top-10 md:self-start md:pl-3">
          {search}
          <details className="group md:hidden">
            <DetailsSummary className="text-soft hover:text-ink">All pages</DetailsSummary>
            <div className="mt-3">
              <Nav sections={nav} />
            </div>
          </details>
          <div className="max-md:hidden">
            <Nav sections={nav} />
          </div>
        </div>
        <main id="main" tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
