"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import { sleeping } from "@/app/_answers/sleeping";
import { useLook } from "@/app/_answers/use-look";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { AUTH_TYPE_LABELS, type AuthType } from "@/lib/domain/key-sets/auth-types";
import type { RefusalCode } from "@/lib/domain/refusals";
import { PlannedKeySet } from "../../catalog/[id]/plan-preview";
import { readPlan } from "../../catalog/actions";
import { renewOneKeySet } from "../actions";

interface Asked {
  subscription: {
    id: string;
    environment: string;
    application: { id: string; name: string };
    api: { id: string; name: string; version: string };
  };
  authType: AuthType;
}

/** *New key set*, where that of an authentication type is over; what is closed now sleeps and says why. */
export function NewKeySet({ refusal, ...asked }: Asked & { refusal: RefusalCode | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={<KeyRound aria-hidden="true" className="size-4" />}
        sleeping={sleeping(refusal)}
        aria-label={`New key set for ${AUTH_TYPE_LABELS[asked.authType]}`}
        onClick={() => setOpen(true)}
      >
        New key set
      </Button>
      {open ? <NewKeySetDialog {...asked} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Says before the click which key set is made or reused, by the rule that the server goes by. */
function NewKeySetDialog({ subscription, authType, onClose }: Asked & { onClose: () => void }) {
  const { id, application, api, environment } = subscription;
  const wanted = { applicationId: application.id, apiId: api.id, environment };
  const plan = useLook(JSON.stringify(wanted), () => readPlan(wanted));
  const set = plan.value?.keySets.find((one) => one.authType === authType);
  return (
    <ActDialog
      tone="primary"
      size="md"
      title={<>New key set for {AUTH_TYPE_LABELS[authType]}?</>}
      description={
        <>
          <Bdi>{application.name}</Bdi> to{" "}
          <Bdi>
            {api.name} {api.version}
          </Bdi>
          , {environment}
        </>
      }
      consequences={[
        <div key="set" role="status" className="min-w-0 flex-1">
          {set ? (
            // The subscription is active, so one that is pending gets its secret with this.
            <PlannedKeySet set={set.warning === "pending" ? { ...set, warning: null } : set} />
          ) : plan.loading ? (
            <span className="flex items-center gap-2 text-soft">
              <Spinner /> Looking up which key set it gets
            </span>
          ) : (
            <ProblemAlert problem={plan.problem} />
          )}
        </div>,
        "It opens this API at once. Retrieve its credentials on its own page, and bring them to the application.",
      ]}
      confirmLabel="New key set"
      send={(idempotencyKey) => renewOneKeySet({ id, authType }, idempotencyKey)}
      said="The subscription has a new key set"
      onClose={onClose}
    />
  );
}
