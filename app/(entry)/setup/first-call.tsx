import Link from "next/link";
import type { ReactNode } from "react";
import { CreateKeyButton } from "@/app/(console)/keys/_access-keys/create-key-button";
import { DemoData } from "@/app/(console)/settings/workspace/demo-data";
import { AuthFrame } from "@/components/shell/auth-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { CodeBlock } from "@/components/ui/code-block";
import type { DemoStatus } from "@/lib/services/demo/status";
import { FirstUseOfKey, type UsedKey } from "./first-use-of-key";

type Props = {
  publicUrl: string;
  firstKey: UsedKey | null;
  now: Date;
  /** Null for whoever may not load it. */
  demo: DemoStatus | null;
  foot: ReactNode;
};

/** Step 4: a call that any key can make, with the hub's real address, and a line that turns green when it comes. */
export function FirstCall({ publicUrl, firstKey, now, demo, foot }: Props) {
  return (
    <AuthFrame
      step="Step 4 of 4 · First call"
      title="Make the first call"
      purpose="Whoami tells what a key is and may do. It is the test of every new key."
      foot={foot}
    >
      <CodeBlock
        code={`curl ${publicUrl}/v1/whoami \\\n  -H "Authorization: Bearer $KEYSMITH_ACCESS_KEY"`}
        label="Copy the call"
        className="[&_pre]:whitespace-pre-wrap [&_pre]:wrap-anywhere [&_pre]:pr-0"
      />
      <p className="mt-4 text-soft">
        Put the key&apos;s value into the variable <code>KEYSMITH_ACCESS_KEY</code> first. What else programs
        can ask is told in the{" "}
        <Link href="/docs/quickstart" className="link">
          quickstart
        </Link>
        .
      </p>
      <div className="mt-5 border-line border-y py-3">
        {firstKey ? (
          <FirstUseOfKey usedKey={firstKey} now={now} />
        ) : (
          <p className="text-soft">There is no key yet to make it with. It takes a minute to create one.</p>
        )}
      </div>
      <div className="mt-7 flex flex-wrap gap-2">
        {firstKey ? null : <CreateKeyButton />}
        <ButtonLink href="/settings/workspace/access-keys" variant={firstKey ? "primary" : "ghost"}>
          Open the console
        </ButtonLink>
      </div>
      {demo ? (
        <section className="mt-10 border-line border-t pt-5" aria-labelledby="look-around">
          <h2 id="look-around" className="mb-1 text-base">
            Or look around first
          </h2>
          <DemoData status={demo} />
        </section>
      ) : null}
    </AuthFrame>
  );
}
