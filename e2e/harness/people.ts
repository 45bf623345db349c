import type { Page } from "@playwright/test";
import { hubUrl } from "./run";

/** The people of the run: the owner by the setup link, the others by invitation. */
export const PEOPLE = {
  owner: { name: "Olive Owner", email: "olive@northwind.test", role: "Owner" },
  admin: { name: "Adam Admin", email: "adam@northwind.test", role: "Admin" },
  developer: { name: "Dora Developer", email: "dora@northwind.test", role: "Developer" },
  consumer: { name: "Conrad Consumer", email: "conrad@northwind.test", role: "Consumer" },
  viewer: { name: "Vera Viewer", email: "vera@northwind.test", role: "Viewer" },
} as const;
export type Who = keyof typeof PEOPLE;

export const WORKSPACE = "Northwind";
export const PASSWORD = "correct horse battery staple";

/** Fills the sign-in form and presses its button; what comes of it is the test's matter. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs a person in, and waits until they are. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`${hubUrl()}/sign-in`);
  await fillSignIn(page, email, password);
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
