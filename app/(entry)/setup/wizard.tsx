"use client";
import { type ReactNode, useState } from "react";
import { LOOK_FIRST_SENTENCE } from "@/app/_answers/no-answer";
import { useSubmit } from "@/app/_answers/use-submit";
import { AuthFrame } from "@/components/shell/auth-frame";
import { Alert } from "@/components/ui/alert";
import { signInWithPassword } from "@/lib/auth/client";
import { setUpHub } from "../actions";
import { forgetLinkToken, useLinkToken } from "../link-token";
import { type Owner, OwnerStep } from "./owner-step";
import { type NewWorkspace, WorkspaceStep } from "./workspace-step";

type Props = { publicUrl: string; foot: ReactNode };

/** Owner, then workspace, sent together: either both exist or none. What was typed survives every refusal. */
export function Wizard({ publicUrl, foot }: Props) {
  const token = useLinkToken();
  const [owner, setOwner] = useState<Owner | null>(null);
  const [workspace, setWorkspace] = useState<NewWorkspace>({ workspaceName: "", workspaceSlug: "" });
  const [step, setStep] = useState<"owner" | "workspace">("owner");
  const { busy, problem, submit, show } = useSubmit(LOOK_FIRST_SENTENCE);

  async function finish(chosen: NewWorkspace) {
    if (!owner) return;
    setWorkspace(chosen);
    await submit(async () => {
      const answer = await setUpHub({ token, ...owner, ...chosen });
      if (answer.kind === "done") {
        forgetLinkToken();
        await signInWithPassword(owner.email, owner.password).catch(() => false);
        window.location.replace("/setup");
      }
      return answer;
    });
  }

  if (token === null)
    return (
      <AuthFrame title="Set up Keysmith" foot={foot}>
        {null}
      </AuthFrame>
    );
  if (token === "") {
    return (
      <AuthFrame title="Set up Keysmith" purpose="This hub waits for its first owner." foot={foot}>
        <Alert kind="warning" title="The setup link is incomplete">
          Open it whole, with everything behind the # sign. The hub printed it when it was started, and prints
          it again at each start.
        </Alert>
      </AuthFrame>
    );
  }
  return step === "owner" ? (
    <AuthFrame
      step="Step 1 of 4 · Owner"
      title="Who owns this hub?"
      purpose="The first owner can do everything, and invites the others."
      foot={foot}
    >
      <OwnerStep
        owner={owner}
        problem={problem}
        onDone={(typed) => {
          setOwner(typed);
          show(null);
          setStep("workspace");
        }}
      />
    </AuthFrame>
  ) : (
    <AuthFrame
      step="Step 2 of 4 · Workspace"
      title="Name your workspace"
      purpose="It holds your team's keys, members and audit log."
      foot={foot}
    >
      <WorkspaceStep
        workspace={workspace}
        publicUrl={publicUrl}
        problem={problem}
        busy={busy}
        onBack={(typed) => {
          setWorkspace(typed);
          setStep("owner");
        }}
        onDone={finish}
      />
    </AuthFrame>
  );
}
