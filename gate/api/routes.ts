/** The management API as data: the router, the document and the matrix of bad input are made from this list. */
import type { z } from "@hono/zod-openapi";
import {
  createAccessKey,
  editAccessKey,
  regenerateAccessKey,
  revokeAccessKey,
  rotateAccessKey,
  rotateItself,
} from "@/lib/contracts/access-keys";
import { enrolOutpost as enrolInput } from "@/lib/contracts/outposts";
import { revokePersonalKey } from "@/lib/contracts/personal-keys";
import { makeSigningKey, promoteSigningKey as promoteInput } from "@/lib/contracts/signing-keys";
import { createKey } from "@/lib/services/access-keys/create";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { disableKey } from "@/lib/services/access-keys/disable";
import { editKey } from "@/lib/services/access-keys/edit";
import { enableKey } from "@/lib/services/access-keys/enable";
import { endOverlap } from "@/lib/services/access-keys/end-overlap";
import { getAccessKey } from "@/lib/services/access-keys/get";
import { listAccessKeys } from "@/lib/services/access-keys/list";
import { regenerateKey } from "@/lib/services/access-keys/regenerate";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { rollBack } from "@/lib/services/access-keys/roll-back";
import { rotateKey } from "@/lib/services/access-keys/rotate";
import { rotateOwnKey } from "@/lib/services/access-keys/rotate-itself";
import type { Command, Query } from "@/lib/services/card";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { reEnrolOutpost } from "@/lib/services/outposts/re-enrol";
import { removeOutpost } from "@/lib/services/outposts/remove";
import { resetAllOutposts, resetOutpost } from "@/lib/services/outposts/reset";
import { listPersonal } from "@/lib/services/personal-keys/list";
import { listAllPersonal } from "@/lib/services/personal-keys/list-all";
import { revokePersonal } from "@/lib/services/personal-keys/revoke";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { listSigningKeysOf } from "@/lib/services/signing-keys/list";
import { prepareNextSigningKey } from "@/lib/services/signing-keys/prepare-next";
import { promoteNextSigningKey } from "@/lib/services/signing-keys/promote";
import { retireSigningKey } from "@/lib/services/signing-keys/retire";
import { rollBackSigningKey } from "@/lib/services/signing-keys/roll-back";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { getSigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { withdrawNextSigningKey } from "@/lib/services/signing-keys/withdraw-next";
import { API_ROUTES } from "./catalog/api-routes";
import { APPLICATION_ROUTES } from "./catalog/application-routes";
import { GROUP_ROUTES, ORGANIZATION_ROUTES } from "./catalog/organization-routes";
import { POLICY_TEMPLATE_ROUTES } from "./catalog/policy-template-routes";
import { SUBSCRIPTION_ROUTES } from "./catalog/subscription-routes";
import { consoleFilter, consolePersonalFilter, keyFilter, personalFilter } from "./key-filter";
import {
  editedKey,
  enrolledOutpost,
  issuedKey,
  keyDetail,
  keyPage,
  movedKey,
  movedSigningKey,
  outpostPage,
  personalKeyPage,
  removedOutpost,
  resetOutposts,
  rotatedKey,
  signingKeyPage,
  signingKeyRotation,
  withdrawnKey,
} from "./shapes";

interface Common {
  method: "get" | "post" | "patch" | "delete";
  /** As in OpenAPI: `{id}` is the only parameter there is. */
  path: string;
  summary: string;
  /** The answer where all went well, on the wire. */
  answer: z.ZodType;
}

export type Route = Common &
  (
    | {
        kind: "query";
        // biome-ignore lint/suspicious/noExplicitAny: cards of every shape stand in this list
        card: Query<any, any>;
        /** The search part of the address, and its translation into the card's input. */
        search?: { shape: z.ZodObject; input(search: never): object };
        /** Of a question that is too long for an address. */
        body?: z.ZodObject;
        /** Renames what the card answers. */
        present?(value: never): unknown;
      }
    | {
        kind: "command";
        // biome-ignore lint/suspicious/noExplicitAny: cards of every shape stand in this list
        card: Command<any, any>;
        /** The body, for the document: the card's own contract judges it. Absent = there is none. */
        body?: z.ZodObject;
        status?: 201;
      }
  );

/** It stands in the path. */
const withoutId = { id: true } as const;

export const ROUTES: readonly Route[] = [
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
    summary: "Change name or description",
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
  {
    method: "get",
    path: "/v1/personal-keys",
    summary: "List one's own personal keys",
    kind: "query",
    card: listPersonal,
    search: { shape: personalFilter, input: consolePersonalFilter },
    present: ({ rows, total }: { rows: unknown; total: number }) => ({ keys: rows, total }),
    answer: personalKeyPage,
  },
  {
    method: "get",
    path: "/v1/members/personal-keys",
    summary: "List everybody's personal keys",
    kind: "query",
    card: listAllPersonal,
    search: { shape: personalFilter, input: consolePersonalFilter },
    present: ({ rows, total }: { rows: unknown; total: number }) => ({ keys: rows, total }),
    answer: personalKeyPage,
  },
  {
    method: "post",
    path: "/v1/members/personal-keys/{id}/revoke",
    summary: "Withdraw somebody's personal key for good",
    kind: "command",
    card: revokePersonal,
    body: revokePersonalKey.omit(withoutId),
    answer: withdrawnKey,
  },
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
  {
    method: "get",
    path: "/v1/outposts",
    summary: "List Outposts, with what each has applied",
    kind: "query",
    card: listOutpostsOf,
    answer: outpostPage,
  },
  {
    method: "post",
    path: "/v1/outposts",
    summary: "Enrol an Outpost; its token is in this answer alone",
    kind: "command",
    card: enrolOutpost,
    body: enrolInput,
    status: 201,
    answer: enrolledOutpost,
  },
  {
    method: "post",
    path: "/v1/outposts/reset",
    summary: "Have every Outpost drop what it knows and fetch it anew",
    kind: "command",
    card: resetAllOutposts,
    answer: resetOutposts,
  },
  {
    method: "post",
    path: "/v1/outposts/{id}/reset",
    summary: "Have one Outpost drop what it knows and fetch it anew",
    kind: "command",
    card: resetOutpost,
    answer: resetOutposts,
  },
  {
    method: "post",
    path: "/v1/outposts/{id}/re-enrol",
    summary: "Give an Outpost a new token; the old one is worthless at once",
    kind: "command",
    card: reEnrolOutpost,
    status: 201,
    answer: enrolledOutpost,
  },
  {
    method: "delete",
    path: "/v1/outposts/{id}",
    summary: "Remove an Outpost; its token is worthless at once",
    kind: "command",
    card: removeOutpost,
    answer: removedOutpost,
  },
  ...POLICY_TEMPLATE_ROUTES,
  ...API_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...GROUP_ROUTES,
  ...APPLICATION_ROUTES,
  ...SUBSCRIPTION_ROUTES,
];
