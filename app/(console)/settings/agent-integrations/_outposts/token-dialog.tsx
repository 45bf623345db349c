"use client";
import { useState } from "react";
import { ShowOnceFooter } from "@/components/keys/show-once-dialog";
import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import { OutpostToken } from "./outpost-token";
import type { Outposts } from "./use-outposts";

/** `token` is null where an earlier press had made it already: it is told once. */
export type Enrolled = { id: string; name: string; token: string | null };
export type TokenSetting = Outposts & { baseUrl: string };
type Props = TokenSetting & {
  title: string;
  enrolled: Enrolled;
  /** What its command names as the API; null = none. */
  api: string | null;
  /** Its command names none, though it was started with one. */
  apiLeftOut?: boolean;
  open: boolean;
  onClose: () => void;
};

/** Shows the token once. It is gone from the page when the dialog closes. */
export function TokenDialog({ title, enrolled, api, apiLeftOut, baseUrl, list, open, onClose }: Props) {
  const [copied, setCopied] = useState(enrolled.token === null);
  const [asking, setAsking] = useState(false);
  const outpost = list.outposts.find(({ id }) => id === enrolled.id) ?? null;
  return (
    <Dialog
      open={open}
      sticky
      onOpenChange={(next, details) => {
        if (next) return;
        if (copied) return onClose();
        // Escape before copying: the token would be gone for good, so ask.
        details.cancel();
        setAsking(!asking);
      }}
      title={title}
      footer={
        <ShowOnceFooter what="token" copied={copied} asking={asking} onAsk={setAsking} close={onClose} />
      }
    >
      {enrolled.token === null ? (
        <Alert kind="warning" title="This had been done already" live>
          Its token was shown once and is stored nowhere. Re-enrol the Outpost to get another.
        </Alert>
      ) : (
        <OutpostToken
          {...{ baseUrl, api, apiLeftOut, outpost, copied }}
          token={enrolled.token}
          now={list.at}
          onCopied={() => setCopied(true)}
        />
      )}
    </Dialog>
  );
}
