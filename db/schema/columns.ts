import { customType, timestamp } from "drizzle-orm/pg-core";

/** An instant, to the millisecond, with its zone: what JavaScript's Date carries and no more. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
