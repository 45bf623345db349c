import { Bdi } from "@/components/ui/bdi";
import type { OutpostSummary } from "@/lib/services/outposts/list";

/** The environment of an Outpost, and the API that it was started with: without both, key sets are refused there. */
export function StandsFor({ outpost }: { outpost: OutpostSummary }) {
  const { environment, api, keySets } = outpost;
  return (
    <span className="grid gap-0.5">
      {environment ?? <span className="text-faint">every environment</span>}
      {keySets === null ? null : keySets === "outpost_without_api" ? (
        // Nothing is wrong where only access keys and personal keys come.
        <span className="text-faint text-xs">
          Started without <code>--api</code>: lets in no key set
        </span>
      ) : (
        <span className={keySets === "open" ? "text-faint text-xs" : "text-soon text-xs"}>
          <Bdi className="wrap-anywhere font-mono">{api}</Bdi>
          {keySets === "outpost_api_unknown" ? ": not in the catalog, so no key sets" : null}
          {keySets === "outpost_without_environment" ? ": no key sets without an environment" : null}
        </span>
      )}
    </span>
  );
}
