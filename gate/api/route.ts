/** One operation of the management API, as data. */
import type { z } from "@hono/zod-openapi";
import type { Command, Query } from "@/lib/services/card";

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
export const withoutId = { id: true } as const;
