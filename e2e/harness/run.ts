import { join } from "node:path";

/** Environment variables by which the global setup hands the hub over to the tests. */
export const RUN = {
  url: "KEYSMITH_E2E_URL",
  setupLink: "KEYSMITH_E2E_SETUP_LINK",
  folder: "KEYSMITH_E2E_FOLDER",
  mailPort: "KEYSMITH_E2E_MAIL_PORT",
  webhookPort: "KEYSMITH_E2E_WEBHOOK_PORT",
} as const;

function known(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with npx playwright test.`);
  return value;
}

/** The hub's address, without a trailing slash. */
export const hubUrl = () => known(RUN.url);
/** The one-time link out of the hub's box. */
export const setupLink = () => known(RUN.setupLink);
/** Where the cookies of a person who has signed in are kept. */
export const cookiesOf = (who: string) => join(known(RUN.folder), `${who}.json`);

/** The port of the mail server that the hub sends to, where a test opens one, and that of webhooks. */
export const mailPort = () => Number(known(RUN.mailPort));
export const webhookPort = () => Number(known(RUN.webhookPort));
