import { createPolicyTemplate, editPolicyTemplate, policyShape } from "@/lib/contracts/policy-templates";
import { adoptionEffect } from "@/lib/services/policy-templates/adoption";
import { createPolicyTemplate as create } from "@/lib/services/policy-templates/create";
import { editPolicyTemplate as edit } from "@/lib/services/policy-templates/edit";
import { getPolicyTemplate, listPolicyTemplates } from "@/lib/services/policy-templates/list";
import { previewPolicy } from "@/lib/services/policy-templates/preview";
import { retirePolicyTemplate } from "@/lib/services/policy-templates/retire";
import type { Route } from "../route";
import { wireShape } from "../wire";
import { templateFilter } from "./filters";
import {
  editedPolicyTemplate,
  named,
  policyAdoption,
  policyPreview,
  policyTemplate,
  policyTemplatePage,
} from "./shapes";

export const POLICY_TEMPLATE_ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/v1/policy-templates",
    summary: "List policy templates",
    kind: "query",
    card: listPolicyTemplates,
    search: {
      shape: templateFilter,
      input: ({ retired }: { retired?: "true" | "false" }) => ({ retired: retired === "true" }),
    },
    answer: policyTemplatePage,
  },
  {
    method: "post",
    path: "/v1/policy-templates",
    summary: "Create a policy template",
    kind: "command",
    card: create,
    body: wireShape(createPolicyTemplate),
    status: 201,
    answer: named,
  },
  {
    method: "post",
    path: "/v1/policy-templates/preview",
    summary: "Ask what a policy will do in the next 12 months; nothing is changed",
    kind: "query",
    card: previewPolicy,
    body: wireShape(policyShape),
    answer: policyPreview,
  },
  {
    method: "get",
    path: "/v1/policy-templates/{id}",
    summary: "Read a policy template, and what uses it",
    kind: "query",
    card: getPolicyTemplate,
    answer: policyTemplate,
  },
  {
    method: "patch",
    path: "/v1/policy-templates/{id}",
    summary: "Change a policy template, and say what becomes of existing key sets",
    kind: "command",
    card: edit,
    body: wireShape(editPolicyTemplate.omit({ id: true })),
    answer: editedPolicyTemplate,
  },
  {
    method: "post",
    path: "/v1/policy-templates/{id}/adoption",
    summary: "Ask what a policy would do to existing key sets; nothing is changed",
    kind: "query",
    card: adoptionEffect,
    body: wireShape(policyShape),
    answer: policyAdoption,
  },
  {
    method: "post",
    path: "/v1/policy-templates/{id}/retire",
    summary: "Retire a policy template that no API uses",
    kind: "command",
    card: retirePolicyTemplate,
    answer: named,
  },
];
