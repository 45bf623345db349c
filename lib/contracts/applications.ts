/** What the commands and the list of applications take. */
import { z } from "zod";
import { APPLICATION_SORTS, APPLICATION_STATES } from "@/lib/domain/applications/list-words";
import { direction, idsOf, pageNumber, pageSize, searchText, wordsOf } from "./list-filter";
import { descriptionText, idText, nameText, plainText } from "./text";

const none = (text: string | null) => (text === "" ? null : text);
const externalId = plainText("External id", 100).nullable().transform(none);
const reason = plainText("Reason", 300);

export const createApplication = z.strictObject({
  name: nameText,
  description: descriptionText.default(""),
  organizationId: idText.nullable().default(null),
  groupId: idText.nullable().default(null),
  /** Absent = whoever makes it; null = nobody. */
  ownerId: idText.nullable().optional(),
  /** What the team's own systems call it. */
  externalId: externalId.default(null),
});

export const editApplication = z.strictObject({
  id: idText,
  name: nameText.optional(),
  description: descriptionText.optional(),
  organizationId: idText.nullable().optional(),
  groupId: idText.nullable().optional(),
  ownerId: idText.nullable().optional(),
  externalId: externalId.optional(),
});

export const oneApplication = z.strictObject({ id: idText });
/** Of one page. */
export const applicationIds = z.strictObject({ ids: z.array(idText, "That is no list of ids.").max(100) });
export const suspendApplication = z.strictObject({ id: idText, reason: reason.default("") });
export const activateApplication = z.strictObject({
  id: idText,
  /** Whether key sets that a person had suspended one by one are activated too. */
  alsoIndividual: z.boolean("Say whether they are activated too.").default(true),
});

export const applicationFilter = z.object({
  q: searchText,
  state: wordsOf(APPLICATION_STATES),
  organization: idsOf,
  group: idsOf,
  sort: z.enum(APPLICATION_SORTS).catch("name"),
  order: direction("asc"),
  page: pageNumber,
  size: pageSize,
});
