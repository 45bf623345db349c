import { expect, test } from "vitest";
import { readCredential } from "@/lib/domain/keys/presented";
import { presentationProblem } from "./admit";

const saidOf = (rawHeaders: string[]) => {
  const presented = readCredential({ rawHeaders });
  return presented.kind === "one" ? null : presentationProblem(presented);
};

test.each([
  ["nothing", []],
  ["Basic credentials of somebody else", ["Authorization", `Basic ${btoa("somebody:secret")}`]],
])("who presents %s hears of every way in, and how Basic is one", (_, rawHeaders) => {
  const said = saidOf(rawHeaders);
  expect(said).toMatchObject({ status: 401, code: "no_key" });
  for (const way of ["Bearer", "X-API-Key", "x-tenant-api-key", "Basic, with the public id as user name"])
    expect(said?.detail).toContain(way);
});
