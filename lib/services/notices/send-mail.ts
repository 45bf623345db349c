import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";

/** With each step of the conversation. */
const PATIENCE_MS = 15_000;
/** With all of it, however it drags on: well within the lease of a delivery, which nobody else attempts meanwhile. */
const LONGEST_MS = 60_000;

interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** Sends one mail. What the server says against it is thrown, without the password. */
export async function sendMail(
  server: { url: string; from: string },
  mail: Mail,
  longestMs = LONGEST_MS,
): Promise<void> {
  const transport = createTransport({
    url: server.url,
    // Whoever sits between and takes STARTTLS out of the greeting must not be handed the password.
    requireTLS: new URL(server.url).password !== "",
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // Text alone: nothing is read from a file or fetched, whatever a name may look like.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const over = new AbortController();
  try {
    const sent = transport.sendMail({
      from: { name: "Keysmith", address: server.from },
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@${server.from.split("@")[1]}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
    const tooLong = sleep(longestMs, null, { signal: over.signal }).then(() => {
      throw new Error(`The mail server took longer than ${longestMs / 1_000} s.`);
    });
    await Promise.race([sent, tooLong]);
  } finally {
    over.abort();
    transport.close();
  }
}
