import { lockApi, updateApi } from "@/db/queries/apis";
import { oneApi } from "@/lib/contracts/apis";
import { type Command, refuse } from "../card";
import { apiSubject } from "./api-facts";

/** Takes an API out of the catalog: no new subscriptions. Those there are go on until somebody revokes them. */
export const retireApi: Command<typeof oneApi, { id: string; slug: string }> = {
  name: "api.retire",
  permission: "api:edit",
  input: oneApi,
  async run(tx, ctx, { id }) {
    const api = await lockApi(tx, ctx.workspace, id);
    if (!api) return refuse("not-found");
    if (api.retiredAt !== null) return refuse("api-retired");
    await updateApi(tx, ctx.workspace, id, { retiredAt: ctx.now });
    return {
      ok: true,
      value: { id, slug: api.slug },
      event: { type: "api.retired", subject: apiSubject(api), after: { slug: api.slug } },
    };
  },
};
