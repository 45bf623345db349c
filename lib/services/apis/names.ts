import { z } from "zod";
import { type ApiName, apiNames as names } from "@/db/queries/apis";
import type { Query } from "../card";

/** The APIs that take subscriptions, by name, with no more than what tells one from the others. */
export const apiNames: Query<z.ZodObject, ApiName[]> = {
  name: "api.names",
  permission: "api:view",
  input: z.strictObject({}),
  run: (db, ctx) => names(db, ctx.workspace),
};
