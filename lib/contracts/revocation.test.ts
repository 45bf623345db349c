import { expect, test } from "vitest";
import { revokeAccessKey } from "./access-keys";
import { revokeManyKeys } from "./many-keys";
import { revokePersonalKey } from "./personal-keys";

const id = "6f1c2a4e-3f0a-4a53-9c36-0d5b6a1f2e77";

test.each([
  ["an access key", revokeAccessKey, { id }],
  ["many access keys", revokeManyKeys, { ids: [id] }],
  ["a member's key", revokePersonalKey, { id }],
])("the revocation of %s needs a reason, whatever the dialog lets through", (_, contract, input) => {
  for (const without of [input, { ...input, reason: "" }, { ...input, reason: null }]) {
    const { error } = contract.safeParse(without);
    expect(error?.issues).toMatchObject([{ path: ["reason"], message: "Choose a reason." }]);
  }
  expect(contract.safeParse({ ...input, reason: "leaked" }).success).toBe(true);
});
