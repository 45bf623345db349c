import { z } from "zod";
import { auditPage } from "./audit";

/** The two histories of a workspace's keys. */
export const KEY_HISTORIES = ["rotations", "revocations"] as const;
export type KeyHistoryName = (typeof KEY_HISTORIES)[number];

/** Which history, and which page of it, as they stand in the URL. What is off falls back. */
export const keyHistories = auditPage.extend({
  of: z.enum(KEY_HISTORIES).catch("rotations").default("rotations"),
});
