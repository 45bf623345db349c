import { makeSigningKey, promoteSigningKey as promoteInput } from "@/lib/contracts/signing-keys";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { listSigningKeysOf } from "@/lib/services/signing-keys/list";
import { prepareNextSigningKey } from "@/lib/services/signing-keys/prepare-next";
import { promoteNextSigningKey } from "@/lib/services/signing-keys/promote";
import { retireSigningKey } from "@/lib/services/signing-keys/retire";
import { rollBackSigningKey } from "@/lib/services/signing-keys/roll-back";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { getSigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { withdrawNextSigningKey } from "@/lib/services/signing-keys/withdraw-next";
import { type Route, withoutId } from "../route";
import { movedSigningKey, signingKeyPage, signingKeyRotation } from "../signing-key-shapes";

export const SIGNING_KEY_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/signing-keys",
    summary: "List signing keys, the newest first",
    kind: "query",
    card: listSigningKeysOf,
    present: (keys: unknown) => ({ keys }),
    answer: signingKeyPage,
  },
  {
    method: "post",
    path: "/v1/signing-keys",
    summary: "Generate the first signing key",
    kind: "command",
    card: generateSigningKey,
    body: makeSigningKey,
    status: 201,
    answer: movedSigningKey,
  },
  {
    method: "post",
    path: "/v1/signing-keys/rotate",
    summary: "Replace the signing key at once; all tokens from before are refused",
    kind: "command",
    card: rotateSigningKey,
    body: makeSigningKey,
    status: 201,
    answer: movedSigningKey,
  },
  {
    method: "get",
    path: "/v1/signing-keys/rotation",
    summary: "Read how far a rotation with overlap has come",
    kind: "query",
    card: getSigningKeyRotation,
    answer: signingKeyRotation,
  },
  {
    method: "post",
    path: "/v1/signing-keys/rotate-with-overlap",
    summary: "Publish the next signing key; it signs nothing yet",
    kind: "command",
    card: prepareNextSigningKey,
    body: makeSigningKey,
    status: 201,
    answer: movedSigningKey,
  },
  {
    method: "post",
    path: "/v1/signing-keys/{id}/promote",
    summary: "Sign with the next key; what the key before signed stays good to its end",
    kind: "command",
    card: promoteNextSigningKey,
    body: promoteInput.omit(withoutId),
    answer: movedSigningKey,
  },
  {
    method: "post",
    path: "/v1/signing-keys/{id}/withdraw",
    summary: "Take back the next key before it signs",
    kind: "command",
    card: withdrawNextSigningKey,
    answer: movedSigningKey,
  },
  {
    method: "post",
    path: "/v1/signing-keys/{id}/roll-back",
    summary: "Sign again with the key that drains; the other drains instead",
    kind: "command",
    card: rollBackSigningKey,
    answer: movedSigningKey,
  },
  {
    method: "post",
    path: "/v1/signing-keys/{id}/retire",
    summary: "End a drain now; tokens of that key are refused",
    kind: "command",
    card: retireSigningKey,
    answer: movedSigningKey,
  },
];
