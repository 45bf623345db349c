"use client";
import { type ReactNode, useEffect, useState } from "react";
import { READ_AGAIN_SENTENCE } from "@/app/_answers/no-answer";
import { AuthFrame } from "@/components/shell/auth-frame";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { DetailsGrid } from "@/components/ui/details-grid";
import { RequestId } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Answer } from "@/lib/contracts/answer";
import { purposeOf } from "@/lib/domain/people/roles";
import type { Invited } from "@/lib/entry/newcomer";
import { openInvitation } from "../actions";
import { useLinkToken } from "../link-token";
import { AcceptForm } from "./accept-form";

type Opened = Answer<Invited | null> | "unanswered";

/** Reads the link, shows what it stands for, and lets its holder accept. */
export function Invitation({ foot }: { foot: ReactNode }) {
  const token = useLinkToken();
  const [tries, setTries] = useState(0);
  const [opened, setOpened] = useState<Opened | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks anew
  useEffect(() => {
    if (token === null) return;
    let current = true;
    setOpened(null);
    openInvitation(token).then(
      (answer) => current && setOpened(answer),
      () => current && setOpened("unanswered"),
    );
    return () => {
      current = false;
    };
  }, [token, tries]);

  if (token === null || opened === null) {
    return (
      <AuthFrame title="Invitation" foot={foot}>
        <div role="status" className="grid gap-3">
          <span className="sr-only">Reading the invitation</span>
          <Skeleton className="h-11 w-full" />
          <Skeleton className="h-11 w-full" />
          <Skeleton className="h-9 w-40" />
        </div>
      </AuthFrame>
    );
  }
  if (opened === "unanswered" || opened.kind !== "done") {
    const requestId = opened !== "unanswered" && "requestId" in opened ? opened.requestId : undefined;
    return (
      <AuthFrame title="Invitation" foot={foot}>
        <Alert
          kind="danger"
          title="The invitation could not be read"
          action={<Button onClick={() => setTries(tries + 1)}>Try again</Button>}
          live
        >
          {opened !== "unanswered" && "message" in opened ? opened.message : READ_AGAIN_SENTENCE}
          {requestId ? <RequestId id={requestId} /> : null}
        </Alert>
      </AuthFrame>
    );
  }
  const invited = opened.value;
  if (!invited) return <Over foot={foot} />;
  return (
    <AuthFrame
      title={
        <>
          Join <Bdi>{invited.workspaceName}</Bdi>
        </>
      }
      purpose={
        invited.hasAccount
          ? "You have an account on this hub already. Give its password to accept."
          : "Choose how you are called here, and a password."
      }
      foot={foot}
    >
      <div className="mb-7">
        <DetailsGrid
          facts={[
            { term: "Email", value: <Bdi>{invited.email}</Bdi> },
            { term: "Role", value: <Bdi>{invited.role.name}</Bdi>, note: purposeOf(invited.role) },
          ]}
        />
      </div>
      <AcceptForm token={token} invited={invited} />
    </AuthFrame>
  );
}

function Over({ foot }: { foot: ReactNode }) {
  return (
    <AuthFrame title="This invitation is not open" foot={foot}>
      <Alert kind="warning" title="Ask for a new one">
        The link has been used or withdrawn, its 7 days are over, or a part of it is missing. Ask whoever sent
        it to you for a new invitation.
      </Alert>
    </AuthFrame>
  );
}
