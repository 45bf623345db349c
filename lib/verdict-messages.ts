/** What is said of a key that was not let in: by verify, by an Outpost, at the token endpoint and in the audit log. */
import type { KeyFault } from "./domain/keys/read-key-text";
import type { VerdictCode, VerdictHint } from "./domain/keys/verdict";
import type { KeySetsShutBy } from "./domain/outposts/key-sets";
import type { TokenRefusal } from "./domain/tokens/refusals";

/** What a malformed key is told: depends on nothing stored, so anyone may hear it. */
export const FAULT_SENTENCES: Record<KeyFault, string> = {
  empty: "No key was given.",
  quoted: "The key stands in quotation marks, or in one of a pair. Send it bare.",
  spaces: "The key holds a space or a line break. Copy it again, whole and alone.",
  not_a_key:
    "This is not the text of a key. A key looks like ks_aproduction_ followed by its id and its secret.",
  token:
    "This is a token, not a key. Its signature, an Outpost or introspection tells whether it is good; a key belongs here.",
  outpost_token: "This is an Outpost's token, not a key.",
  public_id_only:
    "This is only the public id of a key; its secret is missing. The whole key was shown once, when it was made.",
  cut: "The key is cut: its end is missing. Copy it again, whole.",
  too_long: "The key is too long: something stands behind its end. Copy it again, alone.",
  mistyped:
    "The key's checksum does not fit: a character is wrong or missing. Copy it again instead of typing it.",
};

/** What whoever presents two of them at once is told: one may be a token. */
export const SEVERAL_KEYS_SENTENCE = "The request presents two different keys or tokens. Send one.";

/** What a trusted caller of verify is told. */
export const VERDICT_SENTENCES: Record<Exclude<VerdictCode, "valid" | "malformed">, string> = {
  unknown: "No key of this workspace has this text.",
  revoked: "The key has been revoked.",
  expired: "The key has expired.",
  pending: "The key is not activated yet.",
  suspended: "The key is disabled.",
  wrong_environment: "The key belongs to another environment.",
  not_subscribed: "The key's application is not subscribed to this API.",
  insufficient_scope: "The key lacks a scope that this call needs.",
};

/** What would help the caller of a key set. Also in a header: without quotation marks. */
export const HINT_SENTENCES: Record<VerdictHint, string> = {
  name_environment: "A key set is good in its own environment: name the environment of the call.",
  name_api: "A key set is good for the APIs it is subscribed to: name the API of the call.",
  exchange_for_token:
    "These are client credentials: exchange them at the token endpoint, and present the token.",
  present_whole:
    "This is an API key: present it whole in a header, Authorization: Bearer, X-API-Key or x-tenant-api-key.",
  present_as_basic:
    "This key set is for Basic: present its public id as user name and the whole key as password.",
};

/** Why an Outpost lets in no key set, and what helps. Also in a header: without quotation marks. */
export const KEY_SETS_SHUT_SENTENCES: Record<KeySetsShutBy, string> = {
  outpost_without_api:
    "This Outpost was started without --api, so it lets in no key set. Whoever runs it adds the name of the API that it stands for, such as --api orders-v1.",
  outpost_api_unknown:
    "This Outpost was started with the name of an API that the catalog does not have, so it lets in no key set. Whoever runs it puts --api right.",
  outpost_without_environment:
    "This Outpost was enrolled for every environment, and key sets are good in their own. Whoever runs it enrols one for their environment.",
};

/** Why a key got no token, as the audit log says it. */
export const TOKEN_REFUSAL_WORDS: Record<TokenRefusal, string> = {
  revoked: "The key is revoked",
  expired: "The key has expired",
  suspended: "The key is disabled",
  pending: "The key is not activated yet",
  deleted: "The key is deleted",
  insufficient_scope: "The key may not: it lacks tokens:exchange, or is no access key",
  no_signing_key: "There is no signing key",
  too_many_calls: "It asked too often",
  wrong_workspace: "Asked of another workspace",
  wrong_client_id: "Client id of another key",
  invalid_request: "The request was not right",
  invalid_scope: "It asked for scopes that it lacks",
  unsupported_grant_type: "Another grant than client_credentials",
};
