import { config } from "@/lib/config";
import { admit, ask } from "@/lib/entry/page";
import { type ApiSummary, listApis } from "@/lib/services/apis/list";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { listSigningKeysOf } from "@/lib/services/signing-keys/list";
import { getWorkspace } from "@/lib/services/workspaces/get";
import { OutpostsDesk } from "./outposts-desk";

/** The Outposts section: who stands in front of the team's APIs, and what each has applied. */
export async function OutpostsSection() {
  const [list, keys, workspace, apis] = await Promise.all([
    ask(listOutpostsOf, {}),
    admit("signing-key:view").then(({ admitted }) => (admitted ? ask(listSigningKeysOf, {}) : [])),
    ask(getWorkspace, {}),
    admit("api:view").then(({ admitted }) => (admitted ? apisByName() : [])),
  ]);
  const active = keys.find((key) => key.state === "active") ?? null;
  return (
    <OutpostsDesk
      given={list}
      environments={workspace.environments}
      apis={apis.map(({ slug, name, version, environments }) => ({
        slug,
        label: `${name} ${version}`,
        environments,
      }))}
      baseUrl={config().publicUrl.origin}
      activeKid={active?.kid ?? null}
    />
  );
}

const size = 100;

/** Every API that takes subscriptions. */
async function apisByName(): Promise<ApiSummary[]> {
  const page = (number: number) => ask(listApis, { size, page: number });
  const { rows, total } = await page(1);
  const more = Array.from({ length: Math.ceil(total / size) - 1 }, (_, index) => page(index + 2));
  return [rows, ...(await Promise.all(more)).map((one) => one.rows)].flat();
}
