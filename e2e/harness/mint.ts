import type { Browser } from "@playwright/test";
import { ACCESS_KEYS, issueKey, leaveUncopied, type NewKey, posted } from "./keys";
import { cookiesOf, hubUrl } from "./run";

/** Makes a key without the screens, for tests of what comes afterwards; returns its whole value. */
export type Mint = (key: NewKey) => Promise<string>;

const EXPIRATIONS = { Never: "never", "30 days": "30", "90 days": "90", "1 year": "365" } as const;

/** Sends the Create Key form once as a browser does, and from then on the same with other fields. */
export async function openMint(browser: Browser): Promise<{ mint: Mint; close(): Promise<void> }> {
  const context = await browser.newContext({ baseURL: hubUrl(), storageState: cookiesOf("owner") });
  const page = await context.newPage();
  await page.goto(ACCESS_KEYS);
  const submit = await posted(page, /expiration/, async () => {
    const { dialog } = await issueKey(page, { name: "Pattern of the mint" });
    await leaveUncopied(dialog);
  });
  return {
    close: () => context.close(),
    async mint({ expiration = "90 days", ...key }) {
      const form = {
        description: "",
        environment: "development",
        scopes: ["keys:verify"],
        ...key,
        expiration: EXPIRATIONS[expiration],
      };
      const { text } = await submit.again([form, crypto.randomUUID()]);
      const secret = /"(ks_a[a-z]+_[0-9A-Za-z]{16}_[0-9A-Za-z]{38})"/.exec(text)?.[1];
      if (!secret) throw new Error(`No key was made: ${text}`);
      return secret;
    },
  };
}
