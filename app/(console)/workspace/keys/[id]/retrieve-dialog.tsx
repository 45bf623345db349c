"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { newIdempotencyKey } from "@/app/_answers/idempotency-key";
import { useSubmit } from "@/app/_answers/use-submit";
import { Credentials } from "@/components/key-sets/credentials";
import { ShowOnceFooter } from "@/components/keys/show-once-dialog";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { retrieveKeySet } from "../actions";
import { useKeySetDesk } from "./key-set-desk";

type Props = { version: number | null; once: boolean; open: boolean; onClose: () => void };
type Retrieved = { publicId: string; generation: number; secret: string | null };
const ON_ITS_WAY = "The secret is on its way.";

/**
 * *Retrieve Credentials*: read when the dialog opens; what can be read only once is asked about before. The values live
 * in this state alone, and are dropped when the dialog closes.
 */
export function RetrieveDialog({ version, once, open, onClose }: Props) {
  const { subject, tokenEndpoint } = useKeySetDesk();
  const { id, name, authType, environment, status } = subject;
  const router = useRouter();
  const asked = useRef(false);
  const closed = useRef(false);
  const [got, setGot] = useState<Retrieved | null>(null);
  const [copied, setCopied] = useState(false);
  const [asking, setAsking] = useState(false);
  const { busy, problem, submit } = useSubmit();

  const retrieve = useCallback(async () => {
    const input = { id, version: version ?? undefined };
    // What is shown once is asked for by one key alone, so that a second press is told what became of the first.
    const done = await submit((onlyKey) => retrieveKeySet(input, once ? onlyKey : newIdempotencyKey()));
    if (!done) return;
    // An answer that comes after the dialog has closed is dropped: nobody would see it, and it would stay in the page.
    if (!closed.current) setGot(done.value);
    router.refresh();
  }, [id, version, once, submit, router]);
  useEffect(() => {
    if (once || asked.current) return;
    asked.current = true;
    retrieve();
  }, [once, retrieve]);

  function close() {
    // What is shown once is on its way, and would be lost.
    if (once && busy) return;
    closed.current = true;
    setGot(null);
    onClose();
  }
  const secret = got?.secret ?? null;
  const held = once && secret !== null && !copied;
  return (
    <Dialog
      open={open}
      sticky={once && secret !== null}
      onOpenChange={(next, details) => {
        if (next) return;
        if (!held) return close();
        // The value would be gone for good, so ask.
        details.cancel();
        setAsking(!asking);
      }}
      title={
        <>
          Credentials of <Bdi>{name}</Bdi>
        </>
      }
      description={
        secret === null
          ? undefined
          : `Key ${got!.generation}, for ${environment}. This reading is in the audit log.`
      }
      footer={
        secret !== null && once ? (
          <ShowOnceFooter what="secret" copied={copied} asking={asking} onAsk={setAsking} close={close} />
        ) : once && got === null ? (
          <>
            <Button sleeping={busy && ON_ITS_WAY} onClick={close}>
              Cancel
            </Button>
            <Button variant="primary" busy={busy} onClick={retrieve}>
              Show it once
            </Button>
          </>
        ) : (
          <Button onClick={close}>Done</Button>
        )
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <FormProblem problem={problem} />
        {secret !== null ? (
          <>
            {status === "suspended" ? (
              <Alert kind="warning" title="This key set is suspended">
                Calls with these credentials are refused until somebody activates it.
              </Alert>
            ) : null}
            <Credentials
              parts={{ authType, publicId: got!.publicId, secret, tokenEndpoint }}
              masked={`${secret.slice(0, secret.lastIndexOf("_") + 1)}…${secret.slice(-4)}`}
              once={once}
              copied={copied}
              onCopied={() => setCopied(true)}
            />
          </>
        ) : got !== null ? (
          <Alert kind="warning" title="An earlier press had reached the hub already">
            {once
              ? "Its answer was lost on the way, and the secret with it. Regenerate the key to get another."
              : "Its answer was lost on the way. Close this, and retrieve the credentials again."}
          </Alert>
        ) : once ? (
          <Alert kind="warning" title="This secret is shown once, and then wiped">
            Nobody can read it again, not even you: have the place ready where it is to be kept. The audit log
            records who has collected it.
          </Alert>
        ) : busy || !problem ? (
          <div role="status" className="grid gap-3">
            <span className="sr-only">Retrieving the credentials</span>
            <Skeleton className="h-9 w-full" />
            <Skeleton className="h-24 w-full" />
          </div>
        ) : (
          <Button className="justify-self-start" onClick={retrieve}>
            Try again
          </Button>
        )}
      </div>
    </Dialog>
  );
}
