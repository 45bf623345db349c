"use client";
import { ActDialog } from "@/app/(console)/_dialogs/act-dialog";
import { Bdi } from "@/components/ui/bdi";
import type { Api } from "@/lib/services/apis/get";
import { retireOneApi } from "../actions";

/** Retiring asks first: there is no way back, and requests that wait can no longer be approved. */
export function RetireDialog({ api, onClose }: { api: Api; onClose: () => void }) {
  const { subscriptions } = api;
  return (
    <ActDialog
      title={
        <>
          Retire{" "}
          <Bdi>
            {api.name} {api.version}
          </Bdi>
          ?
        </>
      }
      consequences={[
        "It takes no new subscriptions, and those that wait can no longer be approved.",
        subscriptions === 0
          ? "No subscription of it is open."
          : `${subscriptions === 1 ? "One subscription is" : `${subscriptions.toLocaleString("en")} subscriptions are`} open. What is active goes on until somebody revokes it.`,
        "There is no way back. To offer it again, add it with another version.",
      ]}
      confirmLabel="Retire API"
      send={() => retireOneApi({ id: api.id })}
      said={`${api.name} ${api.version} is retired`}
      onClose={onClose}
    />
  );
}
