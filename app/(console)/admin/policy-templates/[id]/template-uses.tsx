import { Bdi } from "@/components/ui/bdi";
import { ReachedLink } from "@/components/ui/reached-link";
import { Section } from "@/components/ui/section";
import type { PolicyTemplateListRow } from "@/lib/services/policy-templates/list";

/** The APIs that make key sets by a template, and how many there are. */
export function TemplateUses({ apis, keySets }: Pick<PolicyTemplateListRow, "apis" | "keySets">) {
  const sets = keySets === 1 ? "1 key set was" : `${keySets.toLocaleString("en")} key sets were`;
  return (
    <Section
      title="Used by"
      purpose={`${keySets === 0 ? "No key set was" : sets} made by it, revoked ones aside.`}
    >
      {apis.length === 0 ? (
        <p className="text-faint">No API uses it.</p>
      ) : (
        <ul className="border-line border-t">
          {apis.map(({ id, name, version }) => (
            <li key={id} className="border-line border-b py-2">
              <ReachedLink href={`/catalog/${id}`} className="link">
                <Bdi>{name}</Bdi> {version}
              </ReachedLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
