import { enrolOutpost as enrolInput } from "@/lib/contracts/outposts";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { reEnrolOutpost } from "@/lib/services/outposts/re-enrol";
import { removeOutpost } from "@/lib/services/outposts/remove";
import { resetAllOutposts, resetOutpost } from "@/lib/services/outposts/reset";
import { enrolledOutpost, outpostPage, removedOutpost, resetOutposts } from "../outpost-shapes";
import type { Route } from "../route";

export const OUTPOST_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/outposts",
    summary: "List Outposts, with what each has applied",
    kind: "query",
    card: listOutpostsOf,
    answer: outpostPage,
  },
  {
    method: "post",
    path: "/v1/outposts",
    summary: "Enrol an Outpost; its token is in this answer alone",
    kind: "command",
    card: enrolOutpost,
    body: enrolInput,
    status: 201,
    answer: enrolledOutpost,
  },
  {
    method: "post",
    path: "/v1/outposts/reset",
    summary: "Have every Outpost drop what it knows and fetch it anew",
    kind: "command",
    card: resetAllOutposts,
    answer: resetOutposts,
  },
  {
    method: "post",
    path: "/v1/outposts/{id}/reset",
    summary: "Have one Outpost drop what it knows and fetch it anew",
    kind: "command",
    card: resetOutpost,
    answer: resetOutposts,
  },
  {
    method: "post",
    path: "/v1/outposts/{id}/re-enrol",
    summary: "Give an Outpost a new token; the old one is worthless at once",
    kind: "command",
    card: reEnrolOutpost,
    status: 201,
    answer: enrolledOutpost,
  },
  {
    method: "delete",
    path: "/v1/outposts/{id}",
    summary: "Remove an Outpost; its token is worthless at once",
    kind: "command",
    card: removeOutpost,
    answer: removedOutpost,
  },
];
