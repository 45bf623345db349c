import type { ReactNode } from "react";
import { CreateKeyButton } from "@/app/(console)/keys/_access-keys/create-key-button";
import { AuthFrame } from "@/components/shell/auth-frame";
import { Bdi } from "@/components/ui/bdi";
import { ButtonLink } from "@/components/ui/button-link";

/** Step 3: Create Key right here, and what to know before. */
export function FirstKey({ workspace, foot }: { workspace: string; foot: ReactNode }) {
  return (
    <AuthFrame
      step="Step 3 of 4 · First access key"
      title="Create your first access key"
      purpose={
        <>
          <Bdi>{workspace}</Bdi> is ready, and you are signed in. A program calls the hub with an access key.
        </>
      }
      foot={foot}
    >
      <ul className="mb-7 grid border-line border-t text-soft">
        <li className="border-line border-b py-2.5">
          Its value is shown once, when it is made. Have a secret manager or an <code>.env</code> file ready.
        </li>
        <li className="border-line border-b py-2.5">One key per program and environment.</li>
        <li className="border-line border-b py-2.5">Give it an expiration, and only the scopes it needs.</li>
      </ul>
      <div className="flex flex-wrap gap-2">
        <CreateKeyButton />
        <ButtonLink href="/setup?step=call" variant="ghost">
          Later
        </ButtonLink>
      </div>
    </AuthFrame>
  );
}
