import Link from "next/link";
import type { ReactNode } from "react";
import { DetailsSummary } from "@/components/ui/details-summary";

const DIFFERENCES: [feature: string, accessKeys: string, secrets: string][] = [
  ["Reach", "The whole workspace", "One project"],
  ["Who manages them", "Owners and Admins", "Members of the project"],
  ["What for", "Programs that call Keysmith or are checked by it", "What an application needs to run"],
  ["Where they live", "Here, in the workspace’s settings", "In the project’s own settings"],
];
const OCCASIONS: [act: string, when: ReactNode][] = [
  ["Create", "A new integration, or another environment of one. Copy the value while it is shown."],
  [
    "Rotate",
    "Regularly, about every 90 days: create a new key, bring it live, then revoke the old one. Or let Rotate keep both secrets of one key good meanwhile.",
  ],
  ["Revoke", "The key has leaked, or nothing needs it any more. It takes effect at once."],
];
const READ_ON = [
  ["managing-keys", "Managing keys"],
  ["lifecycle", "Key lifecycle"],
  ["authentication", "Authentication"],
  ["quickstart", "Quickstart"],
  ["api", "API reference"],
] as const;
const TIPS: ReactNode[] = [
  "Grant only the scopes that the program needs.",
  "Give every key an expiration, and each environment a key of its own.",
  "Say in the description what it is for. Somebody will ask.",
  <>
    Keep the value in a secret manager or an environment variable, never in version control: put{" "}
    <code>.env</code> and <code>*.env</code> into <code>.gitignore</code>.
  </>,
  "Test the new key before the old one goes, and keep both for a day or two.",
  "Withdraw at low traffic; but if a key has leaked, revoke it this minute.",
  "Keep the number of Admins small.",
];

/** What access keys are, when to do what, and how to keep them: closed until somebody asks. */
export function KeyHelp() {
  return (
    <details className="group mb-5 text-sm">
      <DetailsSummary className="text-soft hover:text-ink">How access keys work</DetailsSummary>
      <div className="clear-both mt-3 grid gap-x-10 gap-y-6 rounded-lg border border-line bg-surface p-5 lg:grid-cols-2">
        <HelpTable
          title="Access keys against secrets"
          head={["", "Access keys", "Secrets"]}
          rows={DIFFERENCES}
        />
        <HelpTable title="When to use" head={["", "When"]} rows={OCCASIONS} />
        <div>
          <p className="mb-2 font-strong" id="keeping-keys-safe">
            Keeping them safe
          </p>
          <ul
            aria-labelledby="keeping-keys-safe"
            className="grid list-disc gap-1.5 pl-4 text-soft marker:text-faint"
          >
            {TIPS.map((tip, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
              <li key={index}>{tip}</li>
            ))}
          </ul>
        </div>
        <div>
          <p className="mb-2 font-strong" id="read-on-keys">
            Read on
          </p>
          <ul aria-labelledby="read-on-keys" className="grid grid-cols-2 gap-1.5">
            {READ_ON.map(([slug, title]) => (
              <li key={slug}>
                <Link className="link inline-block py-1" href={`/docs/${slug}`}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
          <p className="mt-3 text-soft">
            A lost value cannot be shown again: create a new key and revoke the lost one.
          </p>
        </div>
      </div>
    </details>
  );
}

function HelpTable({ title, head, rows }: { title: string; head: string[]; rows: ReactNode[][] }) {
  return (
    <div className="min-w-0">
      <table className="w-full text-left">
        <caption className="mb-2 text-left font-strong">{title}</caption>
        <thead className="text-faint text-xs">
          <tr>
            {head.map((name) =>
              name ? (
                <th key={name} scope="col" className="py-1 pr-4 font-normal">
                  {name}
                </th>
              ) : (
                <td key="corner" />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([term, ...cells], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed table
            <tr key={index} className="border-line border-t align-top">
              <th scope="row" className="py-1.5 pr-4 font-strong">
                {term}
              </th>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed table
                <td key={column} className="py-1.5 pr-4 text-soft last:pr-0">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
