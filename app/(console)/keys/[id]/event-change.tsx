import type { ReactNode } from "react";
import { Bdi } from "@/components/ui/bdi";
import { utcInstant } from "@/components/ui/format-time";
import type { EventFacts } from "@/lib/domain/audit/events";
import { REVOKE_WORDS } from "../_access-keys/revoke-reasons";

type Value = EventFacts[string];
const NAMES: Record<string, string> = {
  name: "Name",
  description: "Description",
  environment: "Environment",
  scopes: "Scopes",
  expiresAt: "Expires",
  publicId: "Key id",
  status: "Status",
  generation: "Version",
  reason: "Reason",
  overlap: "Overlap",
  oldVersionUntil: "Old secret works until",
};

/** Before and after of an event: only what changed, in the words of the screens. */
export function EventChange({ before, after }: { before: EventFacts | null; after: EventFacts | null }) {
  const names = Object.keys({ ...before, ...after }).filter(
    (name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]) && after?.[name] !== "",
  );
  if (names.length === 0) return null;
  return (
    <dl className="grid gap-0.5 text-xs">
      {names.map((name) => (
        <div key={name} className="flex flex-wrap gap-x-1.5">
          <dt className="text-faint">{NAMES[name] ?? name}</dt>
          <dd className="wrap-anywhere min-w-0">
            {before && name in before ? (
              <>
                <del className="text-faint">{shown(name, before[name]!)}</del>
                <span className="text-faint"> to </span>
              </>
            ) : null}
            {after && name in after ? shown(name, after[name]!) : ended(name)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a fact that is no more is told as. */
const ended = (name: string) => (name === "oldVersionUntil" ? "over" : "none");

function shown(name: string, value: Value): ReactNode {
  if (name === "expiresAt") return value === null ? "Never" : utcInstant(String(value));
  if (name === "reason") return REVOKE_WORDS[value as keyof typeof REVOKE_WORDS] ?? String(value);
  if (name === "overlap") return overlapInWords(value);
  if (name === "oldVersionUntil")
    return value === "until-ended" ? "somebody ends it" : utcInstant(String(value));
  if (value === null || value === "") return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : <code>{value.join(", ")}</code>;
  if (name === "publicId" || name === "environment") return <code>{String(value)}</code>;
  return <Bdi>{String(value)}</Bdi>;
}

function overlapInWords(overlap: Value): string {
  if (typeof overlap !== "number") return "Until somebody ends it";
  return overlap % 24 === 0 && overlap > 48 ? `${overlap / 24} days` : `${overlap} h`;
}
