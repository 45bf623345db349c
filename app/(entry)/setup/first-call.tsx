import Link from "next/link";
import type { ReactNode } from "react";
import { AuthFrame } from "@/components/shell/auth-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { CodeBlock } from "@/components/ui/code-block";

/** Step 4: a call that any key can make, with the hub's real address. */
export function FirstCall({ publicUrl, foot }: { publicUrl: string; foot: ReactNode }) {
  return (
    <AuthFrame
      step="Step 4 of 4 · First call"
      title="Make the first call"
      purpose="Whoami tells what a key is and may do. It is the test of every new key."
      foot={foot}
    >
      <CodeBlock
        code={`curl -H "Authorization: Bearer $KEYSMITH_ACCESS_KEY" \\\n  ${publicUrl}/v1/whoami`}
        label="Copy the call"
      />
      <p className="mt-4 text-soft">
        Put the key&apos;s value into the variable <code>KEYSMITH_ACCESS_KEY</code> first. What else programs
        can ask is told in the{" "}
        <Link href="/docs/quickstart" className="link">
          quickstart
        </Link>
        .
      </p>
      <div className="mt-7">
        <ButtonLink href="/" variant="primary">
          Open the console
        </ButtonLink>
      </div>
    </AuthFrame>
  );
}
