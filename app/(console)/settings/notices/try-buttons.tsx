import { Button } from "@/components/ui/button";
import type { NoticeSettings } from "@/lib/services/notices/settings";

type Channel = "mail" | "webhook";
type Props = {
  settings: NoticeSettings;
  busy: Channel | null;
  onTry: (channel: Channel) => void;
};

/** Send something to see whether it arrives; asleep where there is nowhere to send it. */
export function TryButtons({ settings, busy, onTry }: Props) {
  const { mailFrom, recipients, webhookUrl } = settings;
  const noMail =
    mailFrom === null
      ? "Whoever runs the hub has set up no mail server."
      : recipients.length === 0 && "Add a recipient first, and save.";
  return (
    <div className="flex flex-wrap gap-2">
      <Button busy={busy === "mail"} sleeping={noMail} onClick={() => onTry("mail")}>
        Send a test mail
      </Button>
      <Button
        busy={busy === "webhook"}
        sleeping={webhookUrl === null && "Name a webhook first, and save."}
        onClick={() => onTry("webhook")}
      >
        Test the webhook
      </Button>
    </div>
  );
}
