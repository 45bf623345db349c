import type { ReactNode } from "react";
import { policyWords } from "@/components/policies/policy-words";
import { DetailsGrid } from "@/components/ui/details-grid";
import { Section } from "@/components/ui/section";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { PreviewPanel } from "../_form/preview-panel";

type Props = { policy: Policy; now: Date; children: ReactNode };

/** A policy to be read, with what it will do. */
export function PolicyFacts({ policy, now, children }: Props) {
  const words = policyWords(policy);
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-12 xl:grid-cols-2">
      <Section title="Policy">
        <DetailsGrid
          facts={[
            { term: "Expiration", value: words.expiration },
            { term: "Rotation", value: words.rotation, note: policy.rotation ? words.overlap : undefined },
            { term: "Manual regeneration", value: words.regeneration },
            { term: "Credentials", value: words.credentials },
            { term: "Notices", value: words.notices },
          ]}
        />
      </Section>
      <div className="min-w-0">
        <PreviewPanel policy={policy} now={now} />
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
