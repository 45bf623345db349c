import { AuthFrame } from "@/components/shell/auth-frame";
import { ButtonLink } from "@/components/ui/button-link";

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <AuthFrame
      title="There is no page here"
      purpose="The address may be mistyped, or what it led to has been deleted or belongs to another workspace."
    >
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/" variant="primary">
          Open the console
        </ButtonLink>
        <ButtonLink href="/docs">Documentation</ButtonLink>
      </div>
    </AuthFrame>
  );
}
