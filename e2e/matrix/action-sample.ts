/** What a sample of a server action is, and who may do it: the words that samples begin with. */
import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/domain/people/roles";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Neighbourhood } from "./stage";

export interface ActionSample {
  /** Who may do it: Owner and Admin, the Owner alone, every member, the one whose it is (the Owner, here), Owner and Admin and some more with the applications of their groups, whoever has the link, or anybody at all without an answer being given. */
  open: "admins" | "owners" | "members" | "holder" | "groups" | "link-holders" | "anybody";
  /** Of "groups": what each of the other roles is told of an application that is not of their groups; or "done". */
  told?: Partial<Record<Role, RefusalCode | "done">>;
  /** What others than its holder are told, if not that there is no such thing. */
  refusedAs?: string;
  /** Makes what the call names. The first argument holds the fields. */
  prepare(stage: Neighbourhood): Promise<unknown[]>;
}

export const admins = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "admins", prepare });
export const owners = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "owners", prepare });
export const members = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "members", prepare });
export const holder = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "holder", prepare });
export const links = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "link-holders", prepare });
export const anybody = (prepare: ActionSample["prepare"]): ActionSample => ({ open: "anybody", prepare });
export const groups = (told: ActionSample["told"], prepare: ActionSample["prepare"]): ActionSample => ({
  open: "groups",
  told,
  prepare,
});
/** By roles that may do it where their groups reach, and to whom there is no such thing elsewhere. */
export const inGroups = (beyondReach: readonly Role[], prepare: ActionSample["prepare"]) =>
  groups(
    Object.fromEntries(
      (["developer", "consumer", "viewer"] as const).map((role) => [
        role,
        beyondReach.includes(role) ? "not-found" : "access-denied",
      ]),
    ),
    prepare,
  );
/** Who may change applications, and who may suspend them. */
export const editors = (prepare: ActionSample["prepare"]) =>
  groups({ developer: "not-found", consumer: "not-found", viewer: "access-denied" }, prepare);
export const suspenders = (prepare: ActionSample["prepare"]) =>
  groups({ developer: "not-found", consumer: "access-denied", viewer: "access-denied" }, prepare);
export const named = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;
