import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import { suspendApplication } from "../applications/suspend";
import { regenerateKeySet } from "../key-sets/regenerate";
import { retrieveKeySetCredentials } from "../key-sets/retrieve";
import { revokeKeySet } from "../key-sets/revoke";
import { rotateDueKeySets } from "../key-sets/rotate-due";
import { suspendKeySet } from "../key-sets/suspend";
import { approveSubscription } from "../subscriptions/approve";
import { revokeSubscription, suspendSubscription } from "../subscriptions/close";
import { rejectSubscription, withdrawSubscription } from "../subscriptions/decline";
import { subscribe } from "../subscriptions/subscribe";
import type { ApiName, ApplicationName, DemoCatalog } from "./catalog";
import { SCHEDULE_ACTOR, type Stage } from "./stage";

export interface DemoSubscription {
  id: string;
  /** Its key sets by authentication type. */
  sets: Record<AuthType, string>;
}

const MINUTES = 1 / (24 * 60);

/**
 * Two months of subscriptions, told in their order: who asked for what, how many days ago, and what became of it. A
 * rotation that is due comes some time after its date, as it does where jobs had stopped for a while.
 */
export async function playSubscriptions(
  stage: Stage,
  { apis, applications }: DemoCatalog,
  { production, staging }: { production: string; staging: string },
) {
  const { run } = stage;
  const known = new Set<string>();
  async function ask(
    days: number,
    application: ApplicationName,
    api: ApiName,
    useCase: string,
    environment = production,
  ): Promise<DemoSubscription> {
    const asked = { applicationId: applications[application], apiId: apis[api], environment, useCase };
    const { id, keySets } = await run(subscribe, days, asked);
    for (const set of keySets) known.add(set.id);
    const sets = Object.fromEntries(keySets.map((set) => [set.authType, set.id]));
    return { id, sets: sets as DemoSubscription["sets"] };
  }
  const approve = (days: number, { id }: DemoSubscription) => run(approveSubscription, days, { id });
  const collect = (days: number, id: string) => run(retrieveKeySetCredentials, days, { id });
  const rotate = (days: number) => run(rotateDueKeySets, days, { ids: [...known] }, SCHEDULE_ACTOR);

  const legacy = await ask(52, "legacy", "orders", "Copies orders into the old system");
  const shop = await ask(50, "shop", "orders", "Checkout places orders, the account page lists them");
  const shopStock = await ask(48, "shop", "inventory", "Shows what is in stock");
  await approve(47, shopStock);
  if (staging !== production) await ask(45, "shop", "orders", "Integration tests", staging);
  const kiosk = await ask(40, "kiosk", "shipping", "Prints labels for online orders");
  await collect(40 - 20 * MINUTES, kiosk.sets.basic);
  const reports = await ask(35, "reports", "reporting", "Sales of the day before");
  await approve(34, reports);
  const mobile = await ask(33, "mobile", "orders", "Orders from the app");
  const pay = await ask(31, "mobile", "payments", "Pay in the app");
  await approve(29, pay);
  await collect(29 - 42 * MINUTES, pay.sets.oauth2_client_credentials);
  const nightly = await ask(28, "reports", "orders", "Counts yesterday's orders", staging);
  const scanners = await ask(27, "scanners", "inventory", "Counts what comes in and goes out");
  await approve(26, scanners);
  const stockReport = await ask(25.5, "reports", "inventory", "Stock by hall", staging);
  await approve(25, stockReport);
  await rotate(22 - 95 * MINUTES);
  const tracker = await ask(20, "tracker", "shipping", "Follows parcels that we hand over");
  await rotate(20 - 192 * MINUTES);
  await collect(19, tracker.sets.basic);
  await rotate(15 - 1 * MINUTES);
  await collect(15 - 64 * MINUTES, pay.sets.oauth2_client_credentials);
  const refused = await ask(12.5, "tracker", "payments", "Pays customs on behalf of customers");
  await run(regenerateKeySet, 12, { id: scanners.sets.api_key });
  await run(rejectSubscription, 11, { id: refused.id, reason: "Partners do not take payments" });
  await run(revokeSubscription, 10, { id: stockReport.id, reason: "The report is no longer read" });
  const dropped = await ask(9, "tracker", "inventory", "Plans pick-ups");
  await run(withdrawSubscription, 8, { id: dropped.id, reason: "Asked for by mistake" });
  await run(suspendKeySet, 7.5, {
    id: legacy.sets.oauth2_client_credentials,
    reason: "Nobody knows who uses it",
  });
  await run(suspendSubscription, 7, { id: nightly.id, reason: "Too many calls at once" });
  await run(suspendApplication, 6, { id: applications.legacy, reason: "Two weeks of quiet before it goes" });
  await ask(5, "kiosk", "reporting", "Which coffees sell where");
  await run(revokeKeySet, 4, { id: reports.sets.api_key, reason: "leaked" });
  await rotate(3 - 26 * MINUTES);
  await run(suspendKeySet, 2, {
    id: tracker.sets.basic,
    reason: "Calls from a country where they have no office",
  });
  await ask(1.8, "scanners", "orders", "Books returns at the gate");
  await rotate(1 - 7 * MINUTES);
  await ask(0.4, "mobile", "inventory", "Shows the nearest shop that has it");
  return { legacy, shop, kiosk, reports, mobile, pay, nightly, scanners, stockReport, tracker };
}
export type DemoSubscriptions = Awaited<ReturnType<typeof playSubscriptions>>;
