import {
  activateApplication,
  createApplication,
  editApplication,
  suspendApplication,
} from "@/lib/contracts/applications";
import { activateApplication as activate } from "@/lib/services/applications/activate";
import { createApplication as create } from "@/lib/services/applications/create";
import { deleteApplication } from "@/lib/services/applications/delete";
import { editApplication as edit } from "@/lib/services/applications/edit";
import { getApplication } from "@/lib/services/applications/get";
import { listApplications } from "@/lib/services/applications/list";
import { suspendApplication as suspend } from "@/lib/services/applications/suspend";
import { type Route, withoutId } from "../route";
import { wireShape } from "../wire";
import { applicationFilter } from "./filters";
import { applicationDetail, applicationPage, movedApplication, named } from "./shapes";

export const APPLICATION_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/applications",
    summary: "List applications",
    kind: "query",
    card: listApplications,
    search: { shape: applicationFilter, input: (filter: object) => filter },
    present: ({ rows, total }: { rows: unknown; total: number }) => ({ applications: rows, total }),
    answer: applicationPage,
  },
  {
    method: "post",
    path: "/v1/applications",
    summary: "Create an application",
    kind: "command",
    card: create,
    body: wireShape(createApplication),
    status: 201,
    answer: named,
  },
  {
    method: "get",
    path: "/v1/applications/{id}",
    summary: "Read an application and its key sets",
    kind: "query",
    card: getApplication,
    answer: applicationDetail,
  },
  {
    method: "patch",
    path: "/v1/applications/{id}",
    summary: "Change an application; group and owner are for people alone to change",
    kind: "command",
    card: edit,
    body: wireShape(editApplication.omit(withoutId)),
    answer: named,
  },
  {
    method: "delete",
    path: "/v1/applications/{id}",
    summary: "Delete an application whose subscriptions are over, and revoke its key sets",
    kind: "command",
    card: deleteApplication,
    answer: movedApplication,
  },
  {
    method: "post",
    path: "/v1/applications/{id}/suspend",
    summary: "Suspend an application, and with it all its key sets",
    kind: "command",
    card: suspend,
    body: wireShape(suspendApplication.omit(withoutId)),
    answer: movedApplication,
  },
  {
    method: "post",
    path: "/v1/applications/{id}/activate",
    summary: "Activate a suspended application, and with it its key sets",
    kind: "command",
    card: activate,
    body: wireShape(activateApplication.omit(withoutId)),
    answer: movedApplication,
  },
];
