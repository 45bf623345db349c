import { z } from "@hono/zod-openapi";
import { createApi, editApi } from "@/lib/contracts/apis";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { createApi as create } from "@/lib/services/apis/create";
import { editApi as edit } from "@/lib/services/apis/edit";
import { getApi } from "@/lib/services/apis/get";
import { listApis } from "@/lib/services/apis/list";
import { retireApi } from "@/lib/services/apis/retire";
import type { Route } from "../route";
import { wireShape } from "../wire";
import { apiFilter } from "./filters";
import { apiDetail, apiPage, changedApi } from "./shapes";

const authTypes = z
  .array(z.strictObject({ auth_type: z.enum(AUTH_TYPES), policy_template_id: z.uuid() }))
  .min(1)
  .max(AUTH_TYPES.length);

export const API_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/apis",
    summary: "List the APIs of the catalog",
    kind: "query",
    card: listApis,
    search: {
      shape: apiFilter,
      input: ({ auth_type: authType, ...rest }: z.output<typeof apiFilter>) => ({ ...rest, authType }),
    },
    present: ({ rows, total }: { rows: unknown; total: number }) => ({ apis: rows, total }),
    answer: apiPage,
  },
  {
    method: "post",
    path: "/v1/apis",
    summary: "Add an API to the catalog",
    kind: "command",
    card: create,
    body: wireShape(createApi, { auth_types: authTypes }),
    status: 201,
    answer: changedApi,
  },
  {
    method: "get",
    path: "/v1/apis/{id}",
    summary: "Read an API with the policies that its key sets get",
    kind: "query",
    card: getApi,
    answer: apiDetail,
  },
  {
    method: "patch",
    path: "/v1/apis/{id}",
    summary: "Change an API; what open subscriptions use stays",
    kind: "command",
    card: edit,
    body: wireShape(editApi.omit({ id: true }), { auth_types: authTypes.optional() }),
    answer: changedApi,
  },
  {
    method: "post",
    path: "/v1/apis/{id}/retire",
    summary: "Take an API out of the catalog; its subscriptions go on",
    kind: "command",
    card: retireApi,
    answer: changedApi,
  },
];
