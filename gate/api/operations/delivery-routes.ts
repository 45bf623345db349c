import { oneDelivery } from "@/lib/contracts/outposts";
import { accessKeyDelivery, deliverAccessKeyAgain } from "@/lib/services/access-keys/delivery";
import { deliverKeySetAgain, keySetDelivery } from "@/lib/services/key-sets/delivery";
import { askedOutpost, keyDelivery } from "../outpost-shapes";
import { type Route, withoutId } from "../route";

/** Whether a change of a key has reached the Outposts. */
export const DELIVERY_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/keys/{id}/delivery",
    summary: "Ask which Outposts have applied the key's latest change",
    kind: "query",
    card: accessKeyDelivery,
    answer: keyDelivery,
  },
  {
    method: "post",
    path: "/v1/keys/{id}/deliver-again",
    summary: "Have an Outpost fetch a change of the key that it has not acknowledged",
    kind: "command",
    card: deliverAccessKeyAgain,
    body: oneDelivery.omit(withoutId),
    answer: askedOutpost,
  },
  {
    method: "get",
    path: "/v1/key-sets/{id}/delivery",
    summary: "Ask which Outposts have applied the key set's latest change",
    kind: "query",
    card: keySetDelivery,
    answer: keyDelivery,
  },
  {
    method: "post",
    path: "/v1/key-sets/{id}/deliver-again",
    summary: "Have an Outpost fetch a change of the key set that it has not acknowledged",
    kind: "command",
    card: deliverKeySetAgain,
    body: oneDelivery.omit(withoutId),
    answer: askedOutpost,
  },
];
