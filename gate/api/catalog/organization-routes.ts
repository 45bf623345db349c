import {
  createGroup,
  createOrganization,
  editOrganization,
  groupMember,
  renameGroup,
} from "@/lib/contracts/organizations";
import { createGroup as createOne } from "@/lib/services/groups/create";
import { listGroups } from "@/lib/services/groups/list";
import { addGroupMember, removeGroupMember } from "@/lib/services/groups/members";
import { removeGroup } from "@/lib/services/groups/remove";
import { renameGroup as rename } from "@/lib/services/groups/rename";
import { createOrganization as create } from "@/lib/services/organizations/create";
import { editOrganization as edit } from "@/lib/services/organizations/edit";
import { listOrganizations } from "@/lib/services/organizations/list";
import { removeOrganization } from "@/lib/services/organizations/remove";
import type { Route } from "../route";
import { wireShape } from "../wire";
import { groupPage, membership, named, organizationPage } from "./shapes";

export const ORGANIZATION_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/organizations",
    summary: "List organizations",
    kind: "query",
    card: listOrganizations,
    answer: organizationPage,
  },
  {
    method: "post",
    path: "/v1/organizations",
    summary: "Add an organization",
    kind: "command",
    card: create,
    body: wireShape(createOrganization),
    status: 201,
    answer: named,
  },
  {
    method: "patch",
    path: "/v1/organizations/{id}",
    summary: "Rename an organization, or change its kind",
    kind: "command",
    card: edit,
    body: wireShape(editOrganization.omit({ id: true })),
    answer: named,
  },
  {
    method: "delete",
    path: "/v1/organizations/{id}",
    summary: "Remove an organization that no application belongs to",
    kind: "command",
    card: removeOrganization,
    answer: named,
  },
];

const member = wireShape(groupMember.omit({ id: true }));

export const GROUP_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/groups",
    summary: "List groups with their members",
    kind: "query",
    card: listGroups,
    answer: groupPage,
  },
  {
    method: "post",
    path: "/v1/groups",
    summary: "Add a group",
    kind: "command",
    card: createOne,
    body: wireShape(createGroup),
    status: 201,
    answer: named,
  },
  {
    method: "patch",
    path: "/v1/groups/{id}",
    summary: "Rename a group",
    kind: "command",
    card: rename,
    body: wireShape(renameGroup.omit({ id: true })),
    answer: named,
  },
  {
    method: "delete",
    path: "/v1/groups/{id}",
    summary: "Remove a group that has no applications",
    kind: "command",
    card: removeGroup,
    answer: named,
  },
  {
    method: "post",
    path: "/v1/groups/{id}/add-member",
    summary: "Put a member of the workspace into a group",
    kind: "command",
    card: addGroupMember,
    body: member,
    answer: membership,
  },
  {
    method: "post",
    path: "/v1/groups/{id}/remove-member",
    summary: "Take somebody out of a group",
    kind: "command",
    card: removeGroupMember,
    body: member,
    answer: membership,
  },
];
