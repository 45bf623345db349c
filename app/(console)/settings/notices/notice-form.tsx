"use client";
import type { FormEvent } from "react";
import { checkFields } from "@/app/_answers/check-fields";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { TextAreaField, TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { editNotices as shape } from "@/lib/contracts/notices";
import type { NoticeSettings } from "@/lib/services/notices/settings";
import { editNoticeSettings } from "./actions";

type Props = { settings: NoticeSettings; onSaved: (secret: string | null) => void };

/** How long ahead, to whom by mail, and to which webhook. */
export function NoticeForm({ settings, onSaved }: Props) {
  const { busy, problem, submit, show } = useSubmit();
  const errors = problem?.fields ?? {};

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const input = {
      days: listed(form.get("days")).map(Number),
      recipients: listed(form.get("recipients")),
      webhookUrl: String(form.get("webhookUrl")).trim() || null,
    };
    const fields = checkFields(shape, input);
    if (Object.keys(fields).length > 0) return show({ message: null, fields });
    const saved = await submit((idempotencyKey) => editNoticeSettings(input, idempotencyKey), input);
    if (!saved) return;
    toast("The settings have been saved");
    onSaved(saved.value.secret);
  }
  return (
    <form method="post" noValidate onSubmit={onSubmit}>
      <FormProblem problem={problem} />
      <Section title="How long ahead">
        <TextField
          className="max-w-xl"
          label="Days before, for access keys"
          name="days"
          autoComplete="off"
          defaultValue={settings.days.join(", ")}
          hint="Whole days with commas between them, at most five. Key sets have theirs from their policy."
          error={errors.days}
        />
      </Section>
      <Section title="Mail">
        <div className="grid max-w-xl gap-4">
          {settings.mailFrom === null ? (
            <Alert kind="info" title="No mail server is set up">
              Whoever runs the hub can name one, with the environment variable <code>KEYSMITH_SMTP_URL</code>.
              Recipients can be named already.
            </Alert>
          ) : (
            <p className="text-soft">
              Mails come from <code className="wrap-anywhere">{settings.mailFrom}</code>.
            </p>
          )}
          <TextAreaField
            label="Recipients"
            name="recipients"
            optional
            rows={4}
            defaultValue={settings.recipients.join("\n")}
            hint="One address on each line. They get the names of keys, and never a secret."
            error={errors.recipients}
          />
        </div>
      </Section>
      <Section title="Webhook">
        <TextField
          className="max-w-xl"
          label="Address"
          name="webhookUrl"
          type="url"
          optional
          autoComplete="off"
          placeholder="https://chat.example.com/hooks/keysmith"
          defaultValue={settings.webhookUrl ?? ""}
          hint="Gets JSON by POST, signed. A new address gets a signing secret, shown once."
          error={errors.webhookUrl}
        />
      </Section>
      <div className="mt-8">
        <Button type="submit" variant="primary" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}

function listed(value: FormDataEntryValue | null): string[] {
  return String(value ?? "")
    .split(/[\s,;]+/)
    .filter(Boolean);
}
