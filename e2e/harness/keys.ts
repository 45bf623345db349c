import type { Locator, Page, Request } from "@playwright/test";
import { expect } from "./expect";

export const ACCESS_KEYS = "/settings/workspace/access-keys";
export const AGENT_INTEGRATIONS = "/settings/agent-integrations";

/** What the Create Key form takes, in the words of its labels. What is left out stays as the form offers it. */
export interface NewKey {
  name: string;
  description?: string;
  expiration?: "Never" | "30 days" | "90 days" | "1 year";
  environment?: "development" | "staging" | "production";
  /** The boxes that are ticked in the end. */
  scopes?: string[];
}

/** Opens Create Key on a page that offers it. */
export async function openCreate(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Create Key" }).first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Create Key" })).toBeVisible();
  return dialog;
}

export async function fillCreate(dialog: Locator, key: NewKey): Promise<void> {
  await dialog.getByLabel("Name", { exact: true }).fill(key.name);
  if (key.description !== undefined) await dialog.getByLabel("Description").fill(key.description);
  if (key.expiration) await dialog.getByRole("radio", { name: key.expiration }).check();
  if (key.environment) await dialog.getByRole("radio", { name: key.environment }).check();
  if (!key.scopes) return;
  for (const box of await dialog.getByRole("group", { name: "Scopes" }).getByRole("checkbox").all())
    await box.setChecked(key.scopes.includes((await box.getAttribute("value")) ?? ""));
}

/** Creates a key and stays at the alert that shows its value. */
export async function issueKey(page: Page, key: NewKey): Promise<{ dialog: Locator; secret: string }> {
  const dialog = await openCreate(page);
  await fillCreate(dialog, key);
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  return { dialog, secret: await shownSecret(dialog) };
}

/** The whole value, out of the green alert. */
export async function shownSecret(dialog: Locator): Promise<string> {
  const value = dialog.getByRole("alert").filter({ hasText: "shown only once" }).locator("[data-secret]");
  await expect(value).toHaveText(/^ks_a[a-z]+_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
  return (await value.textContent()) ?? "";
}

/** Closes the dialog of a value that nobody needs to copy. */
export async function leaveUncopied(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.getByRole("button", { name: "Close without copying" }).click();
  await expect(dialog).toBeHidden();
}

/** Creates a key on the Access Keys page and closes its dialog; returns the whole value. */
export async function createKey(page: Page, key: NewKey, at = ACCESS_KEYS): Promise<string> {
  if (new URL(page.url(), "http://nowhere").pathname !== at) await page.goto(at);
  const { dialog, secret } = await issueKey(page, key);
  await leaveUncopied(dialog);
  return secret;
}

/** The table's row of a key. */
export function rowOf(page: Page, name: string): Locator {
  const header = page.getByRole("rowheader").filter({ has: page.getByRole("link", { name, exact: true }) });
  return page.getByRole("row").filter({ has: header });
}

/** Opens the Access Keys page with nothing but the keys of that name. */
export async function findKey(page: Page, name: string): Promise<Locator> {
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(name)}`);
  const row = rowOf(page, name);
  await expect(row).toBeVisible();
  return row;
}

/**
 * Says in a withdrawal's dialog that the calls will fail, where it asks: it does for a key of which a call has been
 * counted, which takes a second or so.
 */
export async function knowing(dialog: Locator): Promise<void> {
  // The dialog itself may still be loading.
  await expect(dialog.getByRole("region", { name: /^Who / })).toBeVisible();
  await expect(dialog.getByText("Reading who calls")).toHaveCount(0);
  const box = dialog.getByRole("checkbox", { name: "I know that these calls will fail" });
  if (await box.isVisible()) await box.check();
}

/** Opens the page of a key. */
export async function openKey(page: Page, id: string): Promise<void> {
  await page.goto(`/keys/${id}`);
}

/** A form's submit, as the browser posted it, to be posted again. */
export interface PostedAction {
  args: unknown[];
  /** Posts it again, with other arguments and headers where given. */
  again(args?: unknown[], other?: Record<string, string>): Promise<{ status: number; text: string }>;
}

/** Runs `act` and returns what it posted to the hub's actions; `wanted` picks by the body. */
export async function posted(page: Page, wanted: RegExp, act: () => Promise<void>): Promise<PostedAction> {
  const isWanted = (request: Request) =>
    request.method() === "POST" &&
    request.headers()["next-action"] !== undefined &&
    wanted.test(request.postData() ?? "");
  const [request] = await Promise.all([page.waitForRequest(isWanted), act()]);
  const { "content-length": _, ...headers } = await request.allHeaders();
  const plain = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(":")));
  return {
    args: JSON.parse(request.postData() ?? "[]"),
    async again(args, other) {
      const data = args === undefined ? (request.postData() ?? "") : JSON.stringify(args);
      const answer = await page.request.post(request.url(), { headers: { ...plain, ...other }, data });
      return { status: answer.status(), text: await answer.text() };
    },
  };
}
