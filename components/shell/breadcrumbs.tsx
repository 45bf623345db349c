import { Bdi } from "../ui/bdi";
import { ReachedLink } from "../ui/reached-link";

/** Where this page stands. The last one is the page itself and needs no address. */
export function Breadcrumbs({ items }: { items: { label: string; href?: string }[] }) {
  return (
    <nav aria-label="Breadcrumb" className="mb-3">
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-faint">
        {items.map((item, index) => (
          <li key={item.label} className="flex min-w-0 items-center gap-2">
            {index > 0 ? (
              <span aria-hidden="true" className="text-edge">
                /
              </span>
            ) : null}
            {item.href ? (
              <ReachedLink href={item.href} className="rounded-sm hover:text-ink hover:underline">
                <Bdi>{item.label}</Bdi>
              </ReachedLink>
            ) : (
              <span aria-current="page" className="min-w-0 text-soft">
                <Bdi>{item.label}</Bdi>
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
