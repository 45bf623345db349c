"use client";
import { useState } from "react";
import { ShowOnceFooter } from "@/components/keys/show-once-dialog";
import { ShownOnce } from "@/components/keys/shown-once";
import { Dialog } from "@/components/ui/dialog";

type Props = { secret: string | null; onClose: () => void };

/** What a new webhook's bodies are signed with, shown once. It is gone from the page when the dialog closes. */
export function WebhookSecret({ secret, onClose }: Props) {
  const [copied, setCopied] = useState(false);
  const [asking, setAsking] = useState(false);
  function close() {
    setCopied(false);
    setAsking(false);
    onClose();
  }
  return (
    <Dialog
      open={secret !== null}
      sticky
      onOpenChange={(next, details) => {
        if (next) return;
        if (copied) return close();
        details.cancel();
        setAsking(!asking);
      }}
      title="The webhook's signing secret"
      footer={
        <ShowOnceFooter what="secret" copied={copied} asking={asking} onAsk={setAsking} close={close} />
      }
    >
      {secret === null ? null : (
        <div className="grid grid-cols-1 gap-4">
          <ShownOnce
            title="Copy this secret now. It is shown only once."
            text={secret}
            copies={[{ label: "Copy secret", text: secret }]}
            copied={copied}
            onCopied={() => setCopied(true)}
          />
          <p className="text-soft">
            Each body is signed with it, as standardwebhooks.com describes: the receiver checks{" "}
            <code>webhook-signature</code>, and refuses what somebody else sends. Another address gets another
            secret.
          </p>
        </div>
      )}
    </Dialog>
  );
}
