import { utcInstant } from "@/components/ui/format-time";
import type { EventFacts } from "@/lib/domain/audit/events";
import { REVOKE_WORDS } from "../../keys/_access-keys/revoke-reasons";

type Value = EventFacts[string];

const NAMES: Record<string, string> = {
  expiresAt: "Expires",
  publicId: "Key id",
  generation: "Version",
  oldVersionUntil: "Old secret works until",
};

/** The name of a fact: as the screens call it, or its own in words (`otherSessionsEnded`: "Other sessions ended"). */
export function factName(name: string): string {
  if (Object.hasOwn(NAMES, name)) return NAMES[name]!;
  const words = name.replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** What the audit log keeps of a fact, as a person reads it: no brackets, no quotation marks, no code words. */
export function factWords(name: string, value: Value): string {
  if (name === "overlap") return overlapInWords(value);
  if (name === "reason" && typeof value === "string" && Object.hasOwn(REVOKE_WORDS, value))
    return REVOKE_WORDS[value as keyof typeof REVOKE_WORDS];
  if (name === "oldVersionUntil" && value === "until-ended") return "somebody ends it";
  if (value === null) return name === "expiresAt" ? "Never" : "none";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.join(", ") || "none";
  if (typeof value === "string" && instant.test(value)) return utcInstant(value);
  return String(value) || "none";
}

/** What a fact that is no more is told as. */
export function factOver(name: string): string {
  return name === "oldVersionUntil" ? "over" : "none";
}

/** An overlap in hours, or `until-ended`. */
function overlapInWords(overlap: Value): string {
  if (typeof overlap !== "number") return "Until somebody ends it";
  if (overlap % 24 === 0 && overlap > 48) return `${overlap / 24} days`;
  return overlap === 1 ? "1 hour" : `${overlap} hours`;
}
