import { expect, test } from "vitest";
import { Secret } from "@/lib/domain/secret";
import { newWebhookSecret, webhookHeaders } from "./webhook";

test("a body is signed as the standard's own example is", () => {
  const secret = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  const headers = webhookHeaders(secret, {
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    at: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
  });
  expect(headers).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("each secret is another, of 256 bits", () => {
  const [one, other] = [newWebhookSecret().reveal(), newWebhookSecret().reveal()];
  expect(one).not.toBe(other);
  expect(Buffer.from(one.slice(6), "base64")).toHaveLength(32);
});
