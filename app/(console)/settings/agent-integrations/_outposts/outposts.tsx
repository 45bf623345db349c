import { config } from "@/lib/config";
import { admit, ask } from "@/lib/entry/page";
import { listOutpostsOf } from "@/lib/services/outposts/list";
import { listSigningKeysOf } from "@/lib/services/signing-keys/list";
import { getWorkspace } from "@/lib/services/workspaces/get";
import { OutpostsDesk } from "./outposts-desk";

/** The Outposts section: who stands in front of the team's APIs, and what each has applied. */
export async function OutpostsSection() {
  const [list, keys, workspace] = await Promise.all([
    ask(listOutpostsOf, {}),
    admit("signing-key:view").then(({ admitted }) => (admitted ? ask(listSigningKeysOf, {}) : [])),
    ask(getWorkspace, {}),
  ]);
  const active = keys.find((key) => key.state === "active") ?? null;
  return (
    <OutpostsDesk
      given={list}
      environments={workspace.environments}
      baseUrl={config().publicUrl.origin}
      activeKid={active?.kid ?? null}
    />
  );
}
