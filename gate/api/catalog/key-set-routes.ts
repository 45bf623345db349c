import {
  regenerateKeySet,
  renameKeySet,
  retrieveCredentials,
  revokeKeySet,
  suspendKeySet,
} from "@/lib/contracts/key-sets";
import { getKeySet } from "@/lib/services/key-sets/get";
import { listKeySets } from "@/lib/services/key-sets/list";
import { regenerateKeySet as regenerate } from "@/lib/services/key-sets/regenerate";
import { renameKeySet as rename } from "@/lib/services/key-sets/rename";
import { resumeKeySet } from "@/lib/services/key-sets/resume";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { revokeKeySet as revoke } from "@/lib/services/key-sets/revoke";
import { suspendKeySet as suspend } from "@/lib/services/key-sets/suspend";
import { type Route, withoutId } from "../route";
import { consoleKeySetFilter, keySetFilter } from "./filters";
import {
  keySetCredentials,
  keySetDetail,
  keySetPage,
  movedKeySet,
  regeneratedKeySet,
} from "./key-set-shapes";
import { named } from "./shapes";

export const KEY_SET_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/key-sets",
    summary: "List key sets",
    kind: "query",
    card: listKeySets,
    search: { shape: keySetFilter, input: consoleKeySetFilter },
    present: ({ rows, total }: { rows: unknown; total: number }) => ({ keySets: rows, total }),
    answer: keySetPage,
  },
  {
    method: "get",
    path: "/v1/key-sets/{id}",
    summary: "Read a key set, its generations, APIs and milestones",
    kind: "query",
    card: getKeySet,
    answer: keySetDetail,
  },
  {
    method: "patch",
    path: "/v1/key-sets/{id}",
    summary: "Give a key set another name",
    kind: "command",
    card: rename,
    body: renameKeySet.omit(withoutId),
    answer: named,
  },
  {
    method: "post",
    path: "/v1/key-sets/{id}/retrieve-credentials",
    summary: "Retrieve the credentials of a key set; every reading is in the audit log",
    kind: "command",
    card: retrieveKeySetCredentials,
    body: retrieveCredentials.omit(withoutId),
    answer: keySetCredentials,
  },
  {
    method: "post",
    path: "/v1/key-sets/{id}/suspend",
    summary: "Refuse the key set's calls until it is activated again",
    kind: "command",
    card: suspend,
    body: suspendKeySet.omit(withoutId),
    answer: movedKeySet,
  },
  {
    method: "post",
    path: "/v1/key-sets/{id}/activate",
    summary: "Take back a suspension",
    kind: "command",
    card: resumeKeySet,
    answer: movedKeySet,
  },
  {
    method: "post",
    path: "/v1/key-sets/{id}/regenerate",
    summary: "Give the key set a new key, where its policy allows it; the previous one is revoked",
    kind: "command",
    card: regenerate,
    body: regenerateKeySet.omit(withoutId),
    answer: regeneratedKeySet,
  },
  {
    method: "post",
    path: "/v1/key-sets/{id}/revoke",
    summary: "Withdraw the key set for good",
    kind: "command",
    card: revoke,
    body: revokeKeySet.omit(withoutId),
    answer: movedKeySet,
  },
];
