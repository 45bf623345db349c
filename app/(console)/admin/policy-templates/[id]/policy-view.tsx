import type { ReactNode } from "react";
import { PolicyFacts } from "@/components/policies/policy-facts";
import { Section } from "@/components/ui/section";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { PreviewPanel } from "../_form/preview-panel";

type Props = { policy: Policy; now: Date; children: ReactNode };

/** A policy to be read, with what it will do. */
export function PolicyView({ policy, now, children }: Props) {
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-12 xl:grid-cols-2">
      <Section title="Policy">
        <PolicyFacts policy={policy} />
      </Section>
      <div className="min-w-0">
        <PreviewPanel policy={policy} now={now} />
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
