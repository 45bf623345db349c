import { EXPIRING_DAYS, type Notice, OLD_DAYS, UNUSED_DAYS } from "@/lib/domain/keys/notices";

interface Words {
  /** Behind a number: "3 expire within 14 days". */
  many: (n: number) => string;
  /** As a filter. */
  filter: string;
  /** On the key's own page: what is so, and what to do. */
  one: string;
  advice: string;
}

export const NOTICE_WORDS: Record<Notice, Words> = {
  uncollected: {
    many: (n) => (n === 1 ? "new secret waits to be collected" : "new secrets wait to be collected"),
    filter: "New secret waits",
    one: "Its new secret waits to be collected.",
    advice: "Reveal it, and bring it to whatever uses the key.",
  },
  expiring: {
    many: (n) => `${n === 1 ? "expires" : "expire"} within ${EXPIRING_DAYS} days`,
    filter: `Expires within ${EXPIRING_DAYS} days`,
    one: `It expires within ${EXPIRING_DAYS} days.`,
    advice: "Rotate it in time: from its expiration on, its calls are refused.",
  },
  unused: {
    many: () => `unused for ${UNUSED_DAYS} days`,
    filter: `Unused for ${UNUSED_DAYS} days`,
    one: `Nobody has used it for ${UNUSED_DAYS} days.`,
    advice: "If nothing needs it any more, revoke it. If you are not sure, disable it first.",
  },
  old: {
    many: () => `older than ${OLD_DAYS} days`,
    filter: `Older than ${OLD_DAYS} days`,
    one: `Its secret is older than ${OLD_DAYS} days.`,
    advice: "Rotate it, and again about every 90 days.",
  },
  undescribed: {
    many: () => "without a description",
    filter: "Without a description",
    one: "It has no description.",
    advice: "Edit it, and say what it is for and who looks after it.",
  },
  never: {
    many: (n) => `never ${n === 1 ? "expires" : "expire"}`,
    filter: "Never expires",
    one: "It never expires.",
    advice: "Regenerate it with Change Expiry Date, or rotate it to a key that ends.",
  },
};
