import { expect } from "vitest";
import { ROUTES } from "../api/routes";

/** Holds an answer to the shape that the document promises: nothing of it lacks, and it has nothing that stands nowhere. */
export function promised(method: string, path: string, answer: unknown): void {
  const pattern = path.replace(/\?.*/, "").replace(/[\da-f]{8}-[\da-f-]{27}/, "{id}");
  const route = ROUTES.find((one) => one.method === method.toLowerCase() && one.path === pattern)!;
  expect(route.answer.parse(answer)).toEqual(answer);
}
