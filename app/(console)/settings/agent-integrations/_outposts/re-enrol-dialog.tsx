"use client";
import { useState } from "react";
import type { OutpostSummary } from "@/lib/services/outposts/list";
import { enrolOutpostAnew } from "./actions";
import { OutpostDialog } from "./outpost-dialog";
import { type Enrolled, TokenDialog, type TokenSetting } from "./token-dialog";

type Props = TokenSetting & { outpost: OutpostSummary; open: boolean; onClose: () => void };

/** Another token for the same Outpost: where the old one was lost, or may have leaked. */
export function ReEnrolDialog({ outpost, open, onClose, ...setting }: Props) {
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null);
  // As it was started before. What the catalog does not have is another's text, and no part of a command of ours.
  const apiLeftOut = outpost.keySets === "outpost_api_unknown";
  const api = apiLeftOut ? null : outpost.api;
  if (enrolled)
    return <TokenDialog {...setting} {...{ enrolled, api, apiLeftOut, open, onClose }} title="A new token" />;
  return (
    <OutpostDialog
      verb="Re-enrol"
      {...{ outpost, open, onClose }}
      consequences={[
        "The token that it has now is worthless at once.",
        "You get a new one, shown once. The Outpost lets nobody in until you start it with that.",
        "Its name, its environment and its counts stay.",
      ]}
      send={(idempotencyKey) => enrolOutpostAnew({ id: outpost.id }, idempotencyKey)}
      onDone={(value) => {
        setEnrolled(value);
        void setting.refresh();
      }}
    />
  );
}
