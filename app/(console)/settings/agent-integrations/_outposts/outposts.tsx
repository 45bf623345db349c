import { config } from "@/lib/config";
import { roleMay } from "@/lib/domain/people/roles";
import { ask, visit } from "@/lib/entry/page";
import { apiNames } from "@/lib/services/apis/names";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { listSigningKeysOf } from "@/lib/services/signing-keys/list";
import { getWorkspace } from "@/lib/services/workspaces/get";
import { OutpostsDesk } from "./outposts-desk";

/** The Outposts section: who stands in front of the team's APIs, and what each has applied. */
export async function OutpostsSection() {
  const { role } = (await visit()).visitor;
  // The APIs are for the dialog that enrols, and for nobody else.
  const choosesApi = roleMay(role, "outpost:enrol") && roleMay(role, "api:view");
  const [list, keys, workspace, apis] = await Promise.all([
    ask(listOutpostsOf, {}),
    roleMay(role, "signing-key:view") ? ask(listSigningKeysOf, {}) : [],
    ask(getWorkspace, {}),
    choosesApi ? ask(apiNames, {}) : [],
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
