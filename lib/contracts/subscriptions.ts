/** What the commands and the list of subscriptions take. */
import { z } from "zod";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import { direction, listOf, oneId, pageNumber, pageSize, searchText, wordsOf } from "./list-filter";
import { environmentText, idText, plainText } from "./text";

export const subscribe = z.strictObject({
  applicationId: idText,
  apiId: idText,
  environment: environmentText,
  /** What the application wants of the API. */
  useCase: plainText("Use case", 500).default(""),
});

/** The same before the click: what it would bring. */
export const planSubscription = subscribe.omit({ useCase: true });

/** Whose subscription to an API it may be: all of them, or whether the one that is named. */
export const subscriptionApplicants = z.strictObject({
  apiId: idText,
  applicationId: idText.optional(),
  q: plainText("Search", 100).default(""),
});

export const oneSubscription = z.strictObject({ id: idText });
/** A move, with the reason that the other side is told. */
export const moveSubscription = z.strictObject({
  id: idText,
  reason: plainText("Reason", 300).default(""),
});

/** For which authentication type of the API: its key set is over, and another takes its place. */
export const renewKeySet = z.strictObject({
  id: idText,
  authType: z.enum(AUTH_TYPES, "Choose an authentication type."),
});

/** requested: of the applications that one answers for. received: all that the workspace decides. */
export const SUBSCRIPTION_VIEWS = ["all", "requested", "received"] as const;

export const subscriptionFilter = z.object({
  view: z.enum(SUBSCRIPTION_VIEWS).catch("all"),
  q: searchText,
  status: wordsOf(SUBSCRIPTION_STATUSES),
  environment: listOf((member) => ENVIRONMENT_PATTERN.test(member)),
  application: oneId,
  api: oneId,
  order: direction("desc"),
  page: pageNumber,
  size: pageSize,
});

/** What a list can be narrowed to; those that it is narrowed to are always among them. */
export const subscriptionChoices = z.object({ application: oneId, api: oneId });
