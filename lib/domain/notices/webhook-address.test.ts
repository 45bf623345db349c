import { expect, test } from "vitest";
import { mayConnect, webhookFault } from "./webhook-address";

test.each([
  ["https://chat.example.com/hooks/1?room=ops", null],
  ["https://8.8.8.8/hook", null],
  ["http://chat.example.com/hook", "not-https"],
  ["https://ann:secret@chat.example.com/", "with-credentials"],
  ["https://localhost/hook", "private"],
  ["https://hub.internal/hook", "private"],
  ["https://intranet/hook", "private"],
  ["https://169.254.169.254/latest/meta-data", "private"],
  ["https://2130706433/", "private"],
  ["https://0x7f.1/", "private"],
  ["https://[::1]/", "private"],
  ["https://[::ffff:10.0.0.1]/", "private"],
  ["ftp://chat.example.com/", "no-address"],
  ["chat.example.com/hook", "no-address"],
  ["javascript:alert(1)", "no-address"],
] as const)("%s: %s", (address, fault) => {
  expect(webhookFault(address, [])).toBe(fault);
});

test("what whoever runs the hub has allowed is open, and its neighbours are not", () => {
  const allowed = ["http://127.0.0.1:9000"];
  expect(webhookFault("http://127.0.0.1:9000/hook", allowed)).toBeNull();
  expect(webhookFault("http://127.0.0.1:9001/hook", allowed)).toBe("not-https");
  expect(mayConnect("127.0.0.1", "http://127.0.0.1:9000", allowed)).toBe(true);
  expect(mayConnect("127.0.0.1", "https://rebinding.example.com", allowed)).toBe(false);
  expect(mayConnect("93.184.215.14", "https://rebinding.example.com", allowed)).toBe(true);
});
