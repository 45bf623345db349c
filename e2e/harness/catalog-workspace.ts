/** A workspace with people of every role, for the API Catalog and its subscriptions. */
import { randomUUID } from "node:crypto";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { builtInRole, type Role } from "@/lib/domain/people/roles";
import { listPeople } from "@/lib/services/people/list-people";
import { createPolicyTemplate } from "@/lib/services/policy-templates/create";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { makeApi, makeApplication } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { openNeighbourhood } from "../matrix/stage";
import { enter } from "./enter";
import { expect } from "./test";

export type CatalogWorkspace = Awaited<ReturnType<typeof openCatalogWorkspace>>;

export const named = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;

export async function openCatalogWorkspace() {
  const stage = await openNeighbourhood();
  const { home } = stage;

  async function template(name: string, months: number): Promise<string> {
    const input = { name: named(name), expiration: { amount: months, unit: "months" as const } };
    return done(await runCommand(createPolicyTemplate, home.as(), input)).id;
  }
  const policies = { yearly: await template("Yearly", 12), monthly: await template("Monthly", 1) };

  return {
    home,
    /** Policy templates, by their ids. */
    policies,
    async api(name: string, given: Record<string, unknown> = {}): Promise<{ id: string; name: string }> {
      const full = named(name);
      const authTypes = [{ authType: "api_key", policyTemplateId: policies.yearly }];
      const input = { name: full, authTypes, policyTemplateId: policies.yearly, ...given };
      return { id: (await makeApi(home, input)).id, name: full };
    },
    async application(name: string, given: Record<string, unknown> = {}) {
      const full = named(name);
      return { id: (await makeApplication(home, { name: full, ...given })).id, name: full };
    },
    async personOf(role: Role) {
      const { members } = done(await runQuery(listPeople, home.as(), {}));
      const { userId: id, name, email } = members.find((member) => member.role === role)!;
      return { kind: "user" as const, id, name, email, role: builtInRole(role) };
    },
    enterAs: async (context: BrowserContext, who: Role | "neighbour") =>
      enter(context, await stage.signIn(who)),
    close: () => stage.close(),
  };
}

/** Opens Subscribe on an API's page, and chooses. */
export async function choose(
  page: Page,
  { apiId, application, environment }: { apiId: string; application: string; environment?: string },
): Promise<{ dialog: Locator; brings: Locator }> {
  await page.goto(`/catalog/${apiId}`);
  await page.getByRole("button", { name: "Subscribe" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Application").selectOption({ label: application });
  if (environment) await dialog.getByRole("radio", { name: environment }).check();
  const brings = dialog.getByRole("region", { name: "What it brings" });
  await expect(brings.getByRole("listitem").or(brings.getByText("already")).first()).toBeVisible();
  return { dialog, brings };
}

export const press = (where: Page | Locator, name: string) =>
  where.getByRole("button", { name, exact: true }).click();
