import { Section } from "@/components/ui/section";
import { WidgetBoundary } from "@/components/ui/widget-boundary";
import { KeyDoctor } from "./key-doctor";
import { RefusalLookup } from "./refusal-lookup";

/** Two ways to find out why a key is refused: by the id that its bearer got, and by looking at the key's text. */
export function Troubleshooting() {
  return (
    <Section
      title="Why was this refused?"
      purpose="A refused caller is not told the cause; it gets a diagnostic id, and you read the cause here."
      className="mt-14"
    >
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <WidgetBoundary what="The lookup of refusals">
          <RefusalLookup />
        </WidgetBoundary>
        <WidgetBoundary what="The key doctor">
          <KeyDoctor />
        </WidgetBoundary>
      </div>
    </Section>
  );
}
