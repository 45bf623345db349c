/**
 * Takes pictures of the console, filled with a handful of believable keys:
 *   node e2e/screens.mjs             docs/images/keys.png, the README's picture
 *   node e2e/screens.mjs <folder>    every page into that folder, light and dark, 1440 and 390 pixels wide
 * Starts a hub of its own, on a data folder that it throws away; the console has to be built (npm run build).
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { launchOptions } from "./browser.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const OWNER = {
  name: "Ines Almeida",
  email: "ines@northwind.example",
  password: "a lighthouse and nine gulls",
};
const KEYS = "/settings/workspace/access-keys";

/** Name, description, environment, expiration, scopes, calls; and what became of it. */
const MADE = [
  [
    "Legacy reporting",
    "Nightly export, replaced in September",
    "production",
    "365",
    ["keys:read"],
    3,
    "Revoke",
  ],
  [
    "Terraform",
    "Issues keys for new services; platform team",
    "production",
    "90",
    ["keys:read", "keys:write"],
    12,
  ],
  [
    "Warehouse scanner",
    "Handhelds in hall 4; Jonas looks after it",
    "production",
    "365",
    ["keys:verify"],
    48,
  ],
  ["Mobile backend", "Checks callers’ keys for the app", "staging", "30", ["keys:verify"], 9, "Disable"],
  ["Orders API", "Checks callers’ keys in the orders service", "production", "90", ["keys:verify"], 64],
  ["Orders API", "The same, for the integration tests", "staging", "30", ["keys:verify"], 5],
  ["Grafana", "Key inventory on the platform board", "production", "90", ["keys:read"], 21],
  ["Ines, local", "Trying things out", "development", "30", ["keys:verify", "keys:read"], 0],
];

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function startHub(folder) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, "dist", "server", "main.js")], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      KEYSMITH_DATA: join(folder, "data"),
      KEYSMITH_GATE_NAME: "gate-1",
      KEYSMITH_LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const link = await new Promise((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
      const found = /Set up\s+(\S+)/.exec(output);
      if (found) resolve(found[1]);
    });
    child.once("exit", (code) => reject(new Error(`the hub ended with ${code}`)));
  });
  child.removeAllListeners("exit");
  const stop = () =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGINT");
    });
  return { url: `http://localhost:${port}`, link, stop };
}

async function setUp(page, link) {
  await page.goto(link);
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Workspace name").fill("Northwind");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByRole("heading", { name: "Create your first access key" }).waitFor();
}

/** Makes one key on its page, calls with it, and withdraws it where asked. Returns its record id. */
async function make(page, url, [name, description, environment, expiration, scopes, calls, end]) {
  await page.goto(KEYS);
  await page.getByRole("button", { name: "Create Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create Key" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Description").fill(description);
  await dialog.locator(`input[name=expiration][value="${expiration}"]`).check();
  await dialog.locator(`input[name=environment][value="${environment}"]`).check();
  for (const box of await dialog.locator("input[name=scopes]").all())
    await box.setChecked(scopes.includes(await box.getAttribute("value")));
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const secret = await page.locator("[data-secret]").textContent();
  const whoami = (agent) =>
    fetch(`${url}/v1/whoami`, { headers: { authorization: `Bearer ${secret}`, "user-agent": agent } });
  const { id } = await (await whoami("curl/8.9.1")).json();
  const agent = `${name.toLowerCase().replace(/\W+/g, "-")}/2.4.1`;
  for (let i = 0; i < calls; i++) await whoami(agent);
  if (end) {
    await page.goto(`/keys/${id}`);
    await page.getByRole("button", { name: end === "Revoke" ? "Revoke key" : end }).click();
    if (end === "Revoke") {
      const ask = page.getByRole("alertdialog");
      await ask.getByLabel("Reason").selectOption({ label: "No longer needed" });
      await ask.getByText("Calls in 24 h").waitFor();
      const knowing = ask.getByRole("checkbox", { name: "I know that these calls will fail" });
      if (await knowing.isVisible()) await knowing.check();
      await ask.getByRole("button", { name: "Revoke key" }).click();
    }
    await page.getByText("Refused at 1 of 1 gate").waitFor();
    for (let i = 0; i < 4; i++) await whoami(agent);
  }
  return id;
}

/** A rotation under way, a personal key and a signing key, for the pages that show them. */
async function enliven(page, id) {
  await page.goto(`/keys/${id}`);
  await page.getByRole("button", { name: "Rotate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate", exact: true }).click();
  await page.locator("[data-secret]").waitFor();
  await page.goto("/profile/api-keys");
  await page.getByRole("button", { name: "Create new API key" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("Laptop");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.locator("[data-secret]").waitFor();
  await page.goto("/settings/agent-integrations");
  await page.getByRole("button", { name: "Generate Signing Key" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Generate Key" }).click();
  await page.getByText("BEGIN PUBLIC KEY").waitFor();
}

/** Waits until the last use of a key has been written, and shows. */
async function settle(page) {
  for (let i = 0; i < 40; i++) {
    await page.goto(KEYS);
    const unused = await page.getByRole("row").filter({ hasText: "Never" }).count();
    if (unused === 0) return;
  }
}

async function picture(page, path, file) {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file, animations: "disabled" });
}

async function reviewPictures(browser, hub, state, folder, id) {
  const routes = [
    ["sign-in", "/sign-in", false],
    ["access-keys", KEYS],
    ["agent-integrations", "/settings/agent-integrations"],
    ["key", `/keys/${id}`],
    ["history", `${KEYS}/history`],
    ["members", "/settings/members"],
    ["members-api-keys", "/settings/members/api-keys"],
    ["api-keys", "/profile/api-keys"],
    ["audit-log", "/settings/audit-log"],
    ["roles", "/admin/roles"],
    ["role", "/admin/roles/developer"],
    ["workspace-settings", "/settings/workspace"],
    ["profile", "/profile"],
    ["docs", "/docs"],
    ["quickstart", "/docs/quickstart"],
    ["not-found", "/no-such-page"],
  ];
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ]) {
    for (const colorScheme of ["light", "dark"]) {
      const options = {
        baseURL: hub.url,
        viewport: { width, height },
        colorScheme,
        reducedMotion: "reduce",
        locale: "en-GB",
      };
      for (const [name, path, signedIn = true] of routes) {
        const context = await browser.newContext({ ...options, storageState: signedIn ? state : undefined });
        const page = await context.newPage();
        await picture(page, path, join(folder, `${name}-${width}-${colorScheme}.png`));
        if (name === "access-keys")
          await dialogs(page, (what) => join(folder, `${what}-${width}-${colorScheme}.png`));
        await context.close();
      }
    }
  }
}

async function dialogs(page, fileOf) {
  const shot = (what) => page.screenshot({ path: fileOf(what), animations: "disabled" });
  await page.getByRole("button", { name: "Create Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create Key" });
  await dialog.getByLabel("Name", { exact: true }).fill("Invoices");
  await shot("create-key");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await page.locator("[data-secret]").waitFor();
  await shot("show-once");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Close without copying" }).click();
  await page.getByRole("button", { name: "Actions for Terraform" }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  const ask = page.getByRole("alertdialog");
  await ask.getByText("Calls in 24 h").waitFor();
  await shot("revoke");
  await ask.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Delete key Invoices" }).first().click();
  await page.getByRole("button", { name: "Confirm: Delete key Invoices" }).first().click();
  await page.getByText("Refused at 1 of 1 gate").waitFor();
  await shot("receipt");
  await page.getByText("How access keys work").click();
  await shot("help");
}

const folder = process.argv[2];
const scratch = mkdtempSync(join(tmpdir(), "keysmith-screens-"));
const hub = await startHub(scratch);
const browser = await chromium.launch(launchOptions());
try {
  const context = await browser.newContext({
    baseURL: hub.url,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await setUp(page, hub.link);
  const ids = [];
  for (const key of MADE) ids.push(await make(page, hub.url, key));
  await settle(page);
  if (folder) {
    await enliven(page, ids[5]);
    mkdirSync(folder, { recursive: true });
    await reviewPictures(browser, hub, await context.storageState(), folder, ids[5]);
  } else {
    const file = join(root, "docs", "images", "keys.png");
    mkdirSync(dirname(file), { recursive: true });
    await picture(page, KEYS, file);
  }
} finally {
  await browser.close();
  await hub.stop();
  rmSync(scratch, { recursive: true, force: true });
}
