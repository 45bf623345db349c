import { PolicyFacts } from "@/components/policies/policy-facts";
import { Bdi } from "@/components/ui/bdi";
import type { Fact } from "@/components/ui/details-grid";
import { ReachedLink } from "@/components/ui/reached-link";
import type { KeySet } from "@/lib/services/key-sets/get";

/** The policy that a key set goes by, and the one that waits. `seesTemplates` = its template has a page for this reader. */
export function KeySetPolicy({ set, seesTemplates }: { set: KeySet; seesTemplates: boolean }) {
  const { policy, nextPolicy, policyTemplate } = set;
  const template: Fact = {
    term: "Policy template",
    value: !policyTemplate ? (
      "None"
    ) : seesTemplates ? (
      <ReachedLink className="link" href={`/admin/policy-templates/${policyTemplate.id}`}>
        <Bdi>{policyTemplate.name}</Bdi>
      </ReachedLink>
    ) : (
      <Bdi>{policyTemplate.name}</Bdi>
    ),
    note: "The key set keeps a copy: an edit of the template comes here only if its author says so.",
  };
  return (
    <div className="grid gap-8">
      <PolicyFacts policy={policy} first={[template]} />
      {nextPolicy ? (
        <section className="grid gap-3">
          <h3 className="font-strong">From the next key on</h3>
          <PolicyFacts policy={nextPolicy} />
        </section>
      ) : null}
    </div>
  );
}
