"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useRef, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { FormFooter } from "@/components/ui/form-footer";
import { TextField } from "@/components/ui/text-field";
import type { OfferedRole } from "@/lib/services/people/list-people";
import { inviteMember } from "./actions";
import type { Me } from "./members-view";
import { RoleField } from "./role-field";

type Props = { me: Me; roles: OfferedRole[]; publicUrl: string; onClose: () => void };
/** `link` is null where an earlier press had made it already: it is told once. */
type Sent = { email: string; link: string | null };

/** Email and role, then the link, once. It is gone from the page when the dialog closes. */
export function InviteDialog({ me, roles, publicUrl, onClose }: Props) {
  const router = useRouter();
  const form = useId();
  const [sent, setSent] = useState<Sent | null>(null);
  const { busy, problem, submit } = useSubmit();

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const typed = new FormData(event.currentTarget);
    const email = String(typed.get("email"));
    const done = await submit((idempotencyKey) =>
      inviteMember({ email, role: typed.get("role") }, idempotencyKey),
    );
    if (!done) return;
    const { token } = done.value;
    setSent({ email, link: token && `${publicUrl}/invitation#token=${token}` });
    router.refresh();
  }

  if (sent) return <SentDialog sent={sent} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Invite member"
      description="Makes a link. Give it to the person yourself: the hub sends no mail."
      footer={<FormFooter form={form} onCancel={onClose} busy={busy} label="Create invitation" />}
    >
      <form id={form} method="post" noValidate onSubmit={onSubmit} className="grid gap-5">
        <FormProblem problem={problem} />
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="off"
          error={problem?.fields.email}
          required
          autoFocus
        />
        <RoleField me={me} roles={roles} error={problem?.fields.role} />
      </form>
    </Dialog>
  );
}

function SentDialog({ sent, onClose }: { sent: Sent; onClose: () => void }) {
  const shown = useRef<HTMLPreElement>(null);
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title="Invitation created"
      footer={<Button onClick={onClose}>Done</Button>}
    >
      {sent.link ? (
        <Alert kind="success" title="Copy the link now: it is shown once" live>
          <p>
            It is for <Bdi className="font-strong">{sent.email}</Bdi> and open for 7 days. Whoever holds it
            can join, so send it on a way that you trust.
          </p>
          <pre
            ref={shown}
            className="wrap-anywhere my-3 whitespace-pre-wrap rounded-md border border-good-line bg-surface p-3 font-mono text-xs"
          >
            {sent.link}
          </pre>
          <CopyButton text={sent.link} label="Copy invitation link" variant="primary" shownIn={shown}>
            Copy link
          </CopyButton>
        </Alert>
      ) : (
        <Alert kind="warning" title="This invitation had been made already" live>
          Its link was shown once and is stored nowhere. Withdraw it below and invite anew.
        </Alert>
      )}
    </Dialog>
  );
}
