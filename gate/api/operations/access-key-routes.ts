import {
  createAccessKey,
  editAccessKey,
  regenerateAccessKey,
  revokeAccessKey,
  rotateAccessKey,
  rotateItself,
} from "@/lib/contracts/access-keys";
import { createKey } from "@/lib/services/access-keys/create";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { disableKey } from "@/lib/services/access-keys/disable";
import { editKey } from "@/lib/services/access-keys/edit";
import { enableKey } from "@/lib/services/access-keys/enable";
import { endOverlap } from "@/lib/services/access-keys/end-overlap";
import { getAccessKey } from "@/lib/services/access-keys/get";
import { listAccessKeys } from "@/lib/services/access-keys/list";
import { regenerateKey } from "@/lib/services/access-keys/regenerate";
import { revealKey, revealOwnKey } from "@/lib/services/access-keys/reveal";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { rollBack } from "@/lib/services/access-keys/roll-back";
import { rotateKey } from "@/lib/services/access-keys/rotate";
import { rotateOwnKey } from "@/lib/services/access-keys/rotate-itself";
import { consoleFilter, keyFilter } from "../key-filter";
import { type Route, withoutId } from "../route";
import {
  editedKey,
  issuedKey,
  keyDetail,
  keyPage,
  movedKey,
  revealedKey,
  rotatedKey,
  withdrawnKey,
} from "../shapes";

export const ACCESS_KEY_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/keys",
    summary: "List access keys",
    kind: "query",
    card: listAccessKeys,
    search: { shape: keyFilter, input: consoleFilter },
    present: ({ rows, total }: { rows: unknown; total: number }) => ({ keys: rows, total }),
    answer: keyPage,
  },
  {
    method: "post",
    path: "/v1/keys",
    summary: "Create an access key; its whole text is in this answer alone",
    kind: "command",
    card: createKey,
    body: createAccessKey,
    status: 201,
    answer: issuedKey,
  },
  {
    method: "get",
    path: "/v1/keys/{id}",
    summary: "Read an access key, its versions and holds",
    kind: "query",
    card: getAccessKey,
    answer: keyDetail,
  },
  {
    method: "patch",
    path: "/v1/keys/{id}",
    summary: "Change name, description or schedule",
    kind: "command",
    card: editKey,
    body: editAccessKey.omit({ ...withoutId, expiration: true }),
    answer: editedKey,
  },
  {
    method: "delete",
    path: "/v1/keys/{id}",
    summary: "Revoke at once and remove",
    kind: "command",
    card: deleteKey,
    answer: withdrawnKey,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/disable",
    summary: "Refuse the key's calls until it is enabled again",
    kind: "command",
    card: disableKey,
    answer: withdrawnKey,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/enable",
    summary: "Take back a disabling",
    kind: "command",
    card: enableKey,
    answer: movedKey,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/regenerate",
    summary: "Give the key a new secret; every older one dies at once",
    kind: "command",
    card: regenerateKey,
    body: regenerateAccessKey.omit(withoutId),
    answer: issuedKey,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/revoke",
    summary: "Withdraw the key for good",
    kind: "command",
    card: revokeKey,
    body: revokeAccessKey.omit(withoutId),
    answer: withdrawnKey,
  },
  {
    method: "post",
    // Before the same path of another key: "self" is no id.
    path: "/v1/keys/self/rotate",
    summary: "Rotate the calling key itself: a new secret beside the old one",
    kind: "command",
    card: rotateOwnKey,
    body: rotateItself,
    answer: rotatedKey,
  },
  {
    method: "post",
    // As above.
    path: "/v1/keys/self/reveal",
    summary: "Collect the new secret that the calling key's schedule has made, once",
    kind: "command",
    card: revealOwnKey,
    answer: revealedKey,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/reveal",
    summary: "Collect the new secret that the key's schedule has made, once",
    kind: "command",
    card: revealKey,
    answer: revealedKey,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/rotate",
    summary: "Give the key a new secret; the old one keeps working for the overlap",
    kind: "command",
    card: rotateKey,
    body: rotateAccessKey.omit(withoutId),
    answer: rotatedKey,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/end-overlap",
    summary: "Refuse the old version of a rotated key from now on",
    kind: "command",
    card: endOverlap,
    answer: withdrawnKey,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/roll-back",
    summary: "Refuse the new version of a rotated key from now on; the old one is LATEST again",
    kind: "command",
    card: rollBack,
    answer: withdrawnKey,
  },
];
