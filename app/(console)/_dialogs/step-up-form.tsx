"use client";
import { type FormEvent, useEffect, useId } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { PasswordField } from "@/components/ui/password-field";
import { confirmPassword } from "../profile/actions";

type Props = { email: string; open: boolean; onClose: (given: boolean) => void };

/** The password, asked for once more. */
export function StepUpForm({ email, open, onClose }: Props) {
  const form = useId();
  const { busy, problem, submit } = useSubmit();
  useEffect(() => {
    if (!open) return;
    // The dialog underneath listens for Escape, too: it would close, and lose what was typed.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      onClose(false);
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, [open, onClose]);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const password = new FormData(event.currentTarget).get("password");
    if (await submit(() => confirmPassword({ password }))) onClose(true);
  }
  return (
    <Dialog
      size="sm"
      sticky
      open={open}
      onOpenChange={(next) => !next && onClose(false)}
      title="Your password, once more"
      description="Only an Owner can do this. Once your password is checked, your change is made. You are not asked again for ten minutes."
      footer={
        <>
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Continue
          </Button>
        </>
      }
    >
      <form id={form} method="post" noValidate onSubmit={onSubmit} className="grid gap-5">
        <FormProblem problem={problem} />
        {/* For password managers: whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          error={problem?.fields.password}
          required
          autoFocus
        />
      </form>
    </Dialog>
  );
}
