/** What loading and removing the demo data take: nothing but the wish. */
import { z } from "zod";

export const loadDemo = z.strictObject({});
export const removeDemo = z.strictObject({});
