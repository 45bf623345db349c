import { ButtonLink } from "@/components/ui/button-link";
import { ErrorState } from "@/components/ui/error-state";

/** Something that does not exist in this workspace: deleted, mistyped, or another workspace's. */
export default function NotFound() {
  return (
    <ErrorState
      title="Not in this workspace"
      action={
        <ButtonLink href="/" variant="primary">
          Open the console
        </ButtonLink>
      }
    >
      There is no such thing here. It may have been deleted, or the address is mistyped. The audit log keeps
      what happened to deleted keys.
    </ErrorState>
  );
}
