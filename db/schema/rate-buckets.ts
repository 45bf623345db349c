import { doublePrecision, index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** How much of an allowance has been used up: fills with each try, and drains with time. Shared by all instances. */
export const rateBuckets = pgTable(
  "rate_buckets",
  {
    /** What is limited, and whose: a digest where it would name somebody. */
    name: text("name").primaryKey(),
    level: doublePrecision("level").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("rate_buckets_by_time").on(table.at)],
);
