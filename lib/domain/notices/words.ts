/** The words of a notice, the same in a mail, in a webhook's text and on the page. They name keys, and hold no secret. */
import type { Subject } from "./given";

export interface Told {
  /** Of the notice. */
  id: string;
  about: Subject;
  at: Date;
  key: { id: string; name: string; kind: "access" | "key_set"; environment: string | null };
}

export const KIND_WORDS: Record<Told["key"]["kind"], string> = { access: "access key", key_set: "key set" };

/** Where its page is, below the hub's address. */
export function pageOf({ id, kind }: Pick<Told["key"], "id" | "kind">): string {
  return kind === "key_set" ? `/workspace/keys/${id}` : `/keys/${id}`;
}

/** "21 Nov 2026, 02:09 UTC" */
function instant(at: Date): string {
  const [day, time] = at.toISOString().split("T") as [string, string];
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return `${date} ${months[month - 1]} ${year}, ${time.slice(0, 5)} UTC`;
}

/** What is so, behind the name: "will be rotated on 3 Dec 2026, 09:00 UTC". */
export function whatIsSo({ about, at }: Pick<Told, "about" | "at">): string {
  if (about === "rotation") return `will be rotated on ${instant(at)}`;
  if (about === "expiration") return `expires on ${instant(at)}`;
  return `has a new secret since ${instant(at)}, which nobody has collected`;
}

const ADVICE: Record<Subject, string> = {
  rotation: "It gets a new secret then; the old one works on for its overlap.",
  expiration: "From then on its calls are refused. Rotate or regenerate it in time.",
  uncollected: "Reveal it on the key's page, and bring it to whatever uses the key.",
};

export function subjectOf(told: readonly Told[], workspace: string): string {
  const [first] = told;
  if (first && told.length === 1) return `${line(first.key.name)} ${whatIsSo(first)}`;
  return `${told.length} notices about keys of ${line(workspace)}`;
}

/** A whole mail, in plain text. */
export function mailText(
  told: readonly Told[],
  { workspace, hub }: { workspace: string; hub: string },
): string {
  const paragraphs = told.map(
    (one) =>
      `${line(one.key.name)} (${[KIND_WORDS[one.key.kind], one.key.environment].filter(Boolean).join(", ")}) ${whatIsSo(one)}.\n${ADVICE[one.about]}\n${hub}${pageOf(one.key)}`,
  );
  return `${paragraphs.join("\n\n")}\n\nKeysmith, workspace ${line(workspace)}\nWho gets these mails is set at ${hub}/settings/notices\n`;
}

/** What a webhook is sent: facts for programs, and `text`, which chat programs show. */
export function webhookBody(told: readonly Told[], { workspace, hub }: { workspace: string; hub: string }) {
  return {
    type: "keysmith.notices",
    workspace,
    text: told.map((one) => `${line(one.key.name)} ${whatIsSo(one)}: ${hub}${pageOf(one.key)}`).join("\n"),
    notices: told.map(({ id, about, at, key }) => ({
      id,
      about,
      at: at.toISOString(),
      key: { id: key.id, name: key.name, kind: key.kind, environment: key.environment },
      url: `${hub}${pageOf(key)}`,
    })),
  };
}

/** A name cannot begin a line of its own. */
function line(name: string): string {
  return name.replace(/[\r\n\u2028\u2029]+/g, " ");
}
