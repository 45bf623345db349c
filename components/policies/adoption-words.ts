/** What adopting an edited policy would do, a sentence each. */
import type { AdoptionEffect } from "@/lib/domain/key-sets/adoption-effect";
import type { Adoption } from "@/lib/domain/key-sets/policy";
import { counted } from "../ui/counted";
import { utcDay } from "../ui/format-time";

export function adoptionLines(how: Adoption, effect: AdoptionEffect, keySets: number): string[] {
  if (how === "keep")
    return [keySets === 1 ? "The one there is stays as it is." : `All ${count(keySets)} stay as they are.`];
  if (effect.touched === 0) return ["Each has this policy already."];
  return how === "adopt-now" ? nowLines(effect) : laterLines(effect);
}

function nowLines(effect: AdoptionEffect): string[] {
  const { touched, expireSooner, firstExpiresAt, expireLater, rotateAtOnce, rotateSooner, rotateLater } =
    effect;
  const first = firstExpiresAt ? `, the first on ${utcDay(firstExpiresAt)}` : "";
  return [
    `${sets(touched)} ${touched === 1 ? "takes" : "take"} it now; dates count from the activation of each key.`,
    ...said(expireSooner, (n, s) => `${n} expire${s} sooner than planned${first}.`),
    ...said(expireLater, (n, s) => `${n} expire${s} later, or not any more.`),
    ...said(rotateAtOnce, (n, s) => `${n} ${s ? "is" : "are"} rotated at once.`),
    ...said(rotateSooner, (n, s) => `${n} ${s ? "is" : "are"} rotated sooner than planned.`),
    ...said(rotateLater, (n, s) => `${n} ${s ? "is" : "are"} rotated later, or not any more.`),
  ];
}

function laterLines({ touched, withoutRotation }: AdoptionEffect): string[] {
  return [
    `${sets(touched)} ${touched === 1 ? "takes" : "take"} it together with the next secret; no date moves before.`,
    ...said(withoutRotation, (n, s) =>
      s
        ? `${n} has no rotation ahead: it takes it when its key is regenerated.`
        : `${n} have no rotation ahead: they take it when their keys are regenerated.`,
    ),
  ];
}

/** `s` is the verb's ending: "1 expires", "2 expire". */
function said(n: number, sentence: (count: string, s: string) => string): string[] {
  return n === 0 ? [] : [sentence(count(n), n === 1 ? "s" : "")];
}

function count(n: number): string {
  return n.toLocaleString("en");
}

function sets(n: number): string {
  return counted(n, "key set");
}
