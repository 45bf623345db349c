import { createKey } from "@/lib/services/access-keys/create";
import { provideChannels } from "@/lib/services/notices/channels";
import { giveDueNotices } from "@/lib/services/notices/give-due";
import { runCommand } from "@/lib/services/run-command";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { openSmtpSink } from "@/lib/services/testing/smtp-sink";
import { openWebhookReceiver } from "@/lib/services/testing/webhook-receiver";
import { done } from "@/lib/services/testing/workspace";
import { expectClean } from "./harness/axe";
import { openOwnWorkspace } from "./harness/own-workspace";
import { mailPort, webhookPort } from "./harness/run";
import { expect, test } from "./harness/test";

test.use({ storageState: { cookies: [], origins: [] } });
test.describe.configure({ mode: "default", timeout: 90_000 });

const DAY_MS = 86_400_000;

test("notices stand in the console days ahead, and go by mail and webhook where that is set up", async ({
  page,
  context,
  faults,
}) => {
  faults.allow(/net::ERR_FAILED/);
  const own = await openOwnWorkspace();
  const [sink, receiver] = [await openSmtpSink(mailPort()), await openWebhookReceiver(webhookPort())];
  try {
    await own.signIn(context);
    await page.goto("/settings/notices");
    await expect(page.getByText("Nothing has been sent yet.")).toBeVisible();
    await expect(page.getByText("keysmith@example.com")).toBeVisible();
    await expectClean(page, "the settings of notices");
    await page.getByLabel("Recipients").fill("ops@example.com\nnot an address");
    await page.getByLabel("Address").fill("https://169.254.169.254/latest");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("That is not an email address.").first()).toBeVisible();
    await expectClean(page, "the settings of notices, refused");
    await page.getByLabel("Recipients").fill("ops@example.com");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/an address of a private network/).first()).toBeVisible();
    await page.getByLabel("Address").fill(`${receiver.origin}/hook`);
    await page.getByRole("button", { name: "Save" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.locator("[data-secret]")).toHaveText(/^whsec_/);
    const secret = (await dialog.locator("[data-secret]").textContent()) ?? "";
    await expectClean(page, "the secret of a webhook");
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.getByRole("button", { name: "Close without copying" }).click();
    await expect(dialog).toBeHidden();

    // What is told lies above no button, wherever the page has been scrolled to.
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole("button", { name: "Save" }).click();
    const saved = page
      .locator("[data-base-ui-toast], [role=dialog]")
      .filter({ hasText: "The settings have been saved" });
    await expect(saved.last()).toBeVisible();
    const below = await saved.last().evaluate((toast) => {
      const { left, right } = toast.getBoundingClientRect();
      const buttons = [...document.querySelectorAll("main button")];
      const isBelow = (one: DOMRect) => one.left < right && one.right > left;
      return buttons.filter((one) => isBelow(one.getBoundingClientRect())).map((one) => one.textContent);
    });
    expect(below).toEqual([]);

    // Tried: one arrives, the other says why it does not.
    sink.refuseWith("550 no such mailbox");
    const tried = page.getByRole("button", { name: "Test the webhook" });
    // What is asked arrives, and the answer does not: another press sends nothing twice.
    const here = "**/settings/notices";
    await page.route(here, async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      await route.fetch();
      await route.abort();
    });
    await tried.click();
    await expect(page.getByText(/nothing is done twice/)).toBeVisible();
    await page.unrouteAll({ behavior: "wait" });
    await tried.click();
    await expect(page.getByText(/nothing is done twice/)).toBeHidden();
    await expect(page.getByRole("table", { name: "Last deliveries" })).toContainText("Webhook");
    await page.getByRole("button", { name: "Send a test mail" }).click();
    const sent = page.getByRole("table", { name: "Last deliveries" });
    const row = (what: string) => sent.getByRole("row").filter({ hasText: what });
    await expect(row("Webhook")).toContainText("Delivered", { timeout: 15_000 });
    await expect(row("Mail")).toContainText("no such mailbox", { timeout: 15_000 });
    await expect(row("Mail")).toContainText("Failed");
    await expect(row("Webhook")).toHaveCount(1);
    sink.refuseWith(null);

    // An access key and a key set whose dates come near.
    const past = own.home.as(own.home.owner, new Date(Date.now() - 17 * DAY_MS));
    const input = { name: "Nearly due", environment: "production", expiration: "90", rotateEveryDays: 30 };
    const key = done(await runCommand(createKey, past, input));
    const rotation = { amount: 7, unit: "days" };
    const set = await makeKeySetOf(own.home, {
      policy: { expiration: null, rotation, overlapDays: 1, notifyDays: [6] },
    });
    provideChannels({ mail: { url: "", from: "keysmith@example.com" }, webhookOrigins: [receiver.origin] });
    const clock = own.home.as({ kind: "host", name: "Notices" }, new Date(Date.now() + 1.5 * DAY_MS));
    done(await runCommand(giveDueNotices, clock, { access: [key.id], keySets: [set.id] }));
    // The hub sends what is due, when it is due.
    await own.hurryDeliveries();
    await expect.poll(() => sink.mails.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(() => receiver.taken.length, { timeout: 20_000 }).toBeGreaterThan(1);
    const texts = [...sink.mails.map(({ source }) => source), ...receiver.taken.map(({ body }) => body)].join(
      "\n",
    );
    expect(texts).toContain("Nearly due");
    expect(texts).not.toContain(key.secret!.reveal().slice(-20));
    expect(texts).not.toContain(secret);

    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: "Notices", exact: true })
      .click();
    const told = page.getByRole("table", { name: "Notices" });
    await expect(told.getByRole("row").filter({ hasText: "Nearly due" })).toContainText("Rotation");
    await expect(told.getByRole("row").filter({ hasText: "key set" })).toContainText("Rotation");
    await expectClean(page, "notices");
    await told.getByRole("link", { name: "Nearly due" }).click();
    await expect(page).toHaveURL(new RegExp(`/keys/${key.id}$`));
  } finally {
    await Promise.all([sink.close(), receiver.close()]);
    await own.close();
  }
});
