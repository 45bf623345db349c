import { REVOKE_WORDS } from "@/app/(console)/_dialogs/revoke-reasons";
import { utcInstant } from "@/components/ui/format-time";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import { AUTH_TYPE_LABELS } from "@/lib/domain/key-sets/auth-types";
import { STATUS_WORDS } from "@/lib/domain/keys/status";
import { ROLE_LABELS } from "@/lib/domain/people/roles";
import { TOKEN_REFUSAL_WORDS } from "@/lib/verdict-messages";

type Value = EventFacts[string];

const NAMES: Record<string, string> = {
  expiresAt: "Expires",
  publicId: "Key id",
  authType: "Authentication type",
  generation: "Version",
  oldVersionUntil: "Old secret works until",
  tokenAudience: "Audience of tokens",
  tokenMinutes: "Lifetime of tokens, in minutes",
  rotateEveryDays: "Rotates every so many days",
  rotateOverlapHours: "Overlap of rotations, in hours",
  plannedAt: "Planned for",
  once: "Can be shown again",
  firstAt: "First",
  lastAt: "Last",
  kid: "Key id",
  others: "Other keys that ended with it",
  without: "Without the Outposts",
  retires_at: "Retires",
  retired_at: "Retired",
};

/** The name of a fact: as the screens call it, or its own in words (`otherSessionsEnded`: "Other sessions ended"). */
export function factName(name: string, type: EventType): string {
  // Of a key it counts its versions; an Outpost's version is that of its program.
  if (name === "generation" && type.startsWith("outpost.")) return "Generation";
  if (Object.hasOwn(NAMES, name)) return NAMES[name]!;
  const words = name.replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Facts that are one of a few, in the screens' words. */
const WORDS: Partial<Record<string, Record<string, string>>> = {
  reason: REVOKE_WORDS,
  status: { ...STATUS_WORDS, deleted: "Deleted" },
  role: ROLE_LABELS,
  cause: TOKEN_REFUSAL_WORDS,
  authType: AUTH_TYPE_LABELS,
};

/** What it means that a fact is null. */
const ABSENT: Record<string, string> = {
  expiresAt: "Never",
  rotateEveryDays: "Never",
  tokenAudience: "the issuer",
  environment: "every environment",
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** What the audit log keeps of a fact, as a person reads it: no brackets, no quotation marks, no code words. */
export function factWords(name: string, value: Value): string {
  if (name === "overlap") return overlapInWords(value);
  const words = WORDS[name];
  if (words && typeof value === "string" && Object.hasOwn(words, value)) return words[value]!;
  if (name === "oldVersionUntil" && value === "until-ended") return "somebody ends it";
  if (value === null) return Object.hasOwn(ABSENT, name) ? ABSENT[name]! : "none";
  if (name === "once" && typeof value === "boolean") return value ? "no" : "yes";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.join(", ") || "none";
  if (typeof value === "string" && instant.test(value)) return utcInstant(value);
  return String(value) || "none";
}

/** Facts that stand behind all others, in this order: the database keeps them in one of its own. */
const AT_THE_END = ["firstAt", "lastAt"];

/** The names of facts in the order in which a person reads them. */
export function inReadingOrder(names: readonly string[]): string[] {
  return [...names].sort((a, b) => AT_THE_END.indexOf(a) - AT_THE_END.indexOf(b));
}

/** What became of a fact that is no more, where that is more than "none": its name and what to say of it. */
export function factEnd(name: string, type: EventType): { name: string; words: string } | null {
  if (name !== "oldVersionUntil") return null;
  // The end that is gone was the old secret's own after a roll back, and the old secret itself after all else.
  const words = type === "access-key.rolled-back" ? "stays, without an end of its own" : "ended";
  return { name: "Old secret", words };
}

/** An overlap in hours, or `until-ended`. */
function overlapInWords(overlap: Value): string {
  if (typeof overlap !== "number") return "Until somebody ends it";
  if (overlap % 24 === 0 && overlap > 48) return `${overlap / 24} days`;
  return overlap === 1 ? "1 hour" : `${overlap} hours`;
}
