import type { KeyFault } from "@/lib/domain/keys/read-key-text";
import { FAULT_SENTENCES, VERDICT_SENTENCES } from "@/lib/verdict-messages";

const CAUSES: Record<string, string> = {
  ...VERDICT_SENTENCES,
  ...(FAULT_SENTENCES satisfies Record<KeyFault, string>),
  wrong_secret: "The key id is right, but the secret is not: the text was altered, or somebody is guessing.",
  deleted: "The key has been deleted.",
  name_environment: "It is a key set, and the call named no environment.",
  name_api: "It is a key set, and the call named no API.",
  exchange_for_token: "Client credentials were presented whole; they are exchanged for a token first.",
  present_whole: "An API key was presented as Basic, or a token of it; it is presented whole, in a header.",
  present_as_basic:
    "A key set for Basic was presented another way; its public id is the user name, the whole key the password.",
  environment_not_declared:
    "The call was for an environment that this workspace does not declare, so no key could meet it.",
  scope_not_declared:
    "The call asked for a scope that this workspace does not declare, so no key could hold it.",
};

/** Why a call was refused, in words. */
export function causeOf(cause: string): string {
  return Object.hasOwn(CAUSES, cause) ? CAUSES[cause]! : `Refused: ${cause.replaceAll("_", " ")}.`;
}
