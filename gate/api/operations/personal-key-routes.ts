import { revokePersonalKey } from "@/lib/contracts/personal-keys";
import { listPersonal } from "@/lib/services/personal-keys/list";
import { listAllPersonal } from "@/lib/services/personal-keys/list-all";
import { revokePersonal } from "@/lib/services/personal-keys/revoke";
import { consolePersonalFilter, personalFilter } from "../key-filter";
import { type Route, withoutId } from "../route";
import { personalKeyPage, withdrawnKey } from "../shapes";

export const PERSONAL_KEY_ROUTES: readonly Route[] = [
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
];
