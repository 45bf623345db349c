import { Section } from "@/components/ui/section";
import { WidgetBoundary } from "@/components/ui/widget-boundary";
import { KeyDoctor } from "./key-doctor";
import { RefusalLookup } from "./refusal-lookup";

const WHY_REFUSED = "why-refused";

/** A way to the troubleshooting from the head of the page, which a long table parts from it. */
export function WhyRefusedLink() {
  return (
    <a className="link float-right text-soft" href={`#${WHY_REFUSED}`}>
      Why was a key refused?
    </a>
  );
}

/** Two ways to find out why a key is refused: by the id that its bearer got, and by looking at the key's text. */
export function Troubleshooting() {
  return (
    <Section
      anchor={WHY_REFUSED}
      title="Why was a key refused?"
      purpose="A refused caller is not told the cause; it gets a diagnostic id, and you read the cause here."
      className="mt-14 scroll-mt-4"
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
