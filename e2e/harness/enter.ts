import type { BrowserContext } from "@playwright/test";
import { hubUrl } from "./run";

/** Signs a browser in with the cookies of somebody who has: "name=value; name=value". */
export async function enter(context: BrowserContext, cookies: string): Promise<void> {
  const pairs = cookies.split("; ").map((pair) => pair.split(/=(.*)/s));
  await context.addCookies(pairs.map(([name, value]) => ({ name: name!, value: value!, url: hubUrl() })));
}
