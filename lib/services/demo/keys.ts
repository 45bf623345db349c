import type { WorkspaceRow } from "@/db/queries/workspaces";
import { ACCESS_EXPIRY_CHOICES, lifetimeRefusal, PERSONAL_EXPIRY_CHOICES } from "@/lib/domain/keys/expiry";
import type { Actor } from "@/lib/domain/people/actor";
import { createKey } from "../access-keys/create";
import { disableKey } from "../access-keys/disable";
import { revokeKey } from "../access-keys/revoke";
import { rotateKey } from "../access-keys/rotate";
import { rotateDueAccessKeys } from "../access-keys/rotate-due";
import { createPersonal } from "../personal-keys/create";
import { revokePersonal } from "../personal-keys/revoke";
import { SCHEDULE_ACTOR, type Stage } from "./stage";

/** The choice that was wanted, or the longest shorter one that the workspace allows. */
function allowed<
  Choice extends (typeof ACCESS_EXPIRY_CHOICES)[number] | (typeof PERSONAL_EXPIRY_CHOICES)[number],
>(choices: readonly Choice[], wanted: Choice, rule: WorkspaceRow): Choice {
  const length = (choice: Choice) => (choice === "never" ? Number.POSITIVE_INFINITY : Number(choice));
  const shorter = choices
    .filter((choice) => length(choice) <= length(wanted))
    .sort((a, b) => length(b) - length(a));
  return shorter.find((choice) => lifetimeRefusal(choice, rule) === null) ?? wanted;
}

/** One that got less than was wanted is younger, so that it lives as long as the story needs it. */
function age(days: number, wanted: string, got: string): number {
  return wanted === got ? days : Math.min(days, Number(got) * 0.9);
}

/** Access keys in every state: some expiring, one expired, some never used. */
export async function playAccessKeys(
  stage: Stage,
  workspace: WorkspaceRow,
  { production, staging }: { production: string; staging: string },
) {
  const make = async (
    days: number,
    wanted: (typeof ACCESS_EXPIRY_CHOICES)[number],
    name: string,
    description: string,
    scopes: string[],
    more: { environment?: string; rotateEveryDays?: number } = {},
  ) => {
    const expiration = allowed(ACCESS_EXPIRY_CHOICES, wanted, workspace);
    const input = { name, description, expiration, environment: production, scopes, ...more };
    return (await stage.make("access-key", createKey, age(days, wanted, expiration), input)).id;
  };
  const tests = await make(85, "90", "Smoke tests", "After each deployment", ["keys:verify"], {
    environment: staging,
  });
  const terraform = await make(80, "365", "Terraform", "Issues keys for new services; platform team", [
    "keys:read",
    "keys:write",
  ]);
  const grafana = await make(34, "365", "Grafana", "Key inventory on the platform board", ["keys:read"], {
    rotateEveryDays: 20,
  });
  const orders = await make(70, "90", "Orders API", "Checks callers' keys in the orders service", [
    "keys:verify",
  ]);
  const old = await make(61, "30", "Nightly export", "Replaced by Nightly reports", ["keys:read"]);
  const laptop = await make(50, "90", "Contractor's laptop", "Left in October", ["keys:read"]);
  const leaked = await make(44, "90", "Mobile backend", "Found in a build log", ["keys:verify"]);
  const mobile = await make(27, "30", "Mobile backend", "Checks callers' keys for the app", ["keys:verify"]);
  const spare = await make(26, "365", "Second region", "For the move in spring", ["keys:verify"]);
  const agent = await make(20, "90", "Support agent", "Exchanges for tokens, one per conversation", [
    "tokens:exchange",
    "keys:verify",
  ]);
  await stage.run(revokeKey, 18, { id: leaked, reason: "leaked" });
  // The second time is for a workspace in which it is younger.
  for (const days of [13.97, 6.97])
    await stage.run(rotateDueAccessKeys, days, { ids: [grafana] }, SCHEDULE_ACTOR);
  await stage.run(disableKey, 9, { id: laptop });
  await stage.run(rotateKey, 3, { id: terraform, overlap: 168 });
  return { tests, terraform, grafana, orders, old, laptop, leaked, mobile, spare, agent };
}

/** Keys of the person who loads the demo data: nobody else may have any made for them. */
export async function playPersonalKeys(
  stage: Stage,
  workspace: WorkspaceRow,
  person: Actor & { kind: "user" },
) {
  const actor = { ...person, name: "Demo data" };
  const make = async (
    days: number,
    wanted: (typeof PERSONAL_EXPIRY_CHOICES)[number],
    name: string,
    description: string,
  ) => {
    const expiration = allowed(PERSONAL_EXPIRY_CHOICES, wanted, workspace);
    return (
      await stage.make(
        "personal-key",
        createPersonal,
        age(days, wanted, expiration),
        { name, description, expiration },
        actor,
      )
    ).id;
  };
  const tablet = await make(45, "90", "Old tablet", "Given away");
  const laptop = await make(40, "90", "Laptop", "Command line and scripts");
  const script = await make(25, "30", "Release script", "Runs on Fridays");
  await stage.run(revokePersonal, 12, { id: tablet, reason: "no_longer_needed" }, actor);
  return { laptop, script };
}
