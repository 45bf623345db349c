import Link from "next/link";
import { DetailsGrid } from "@/components/ui/details-grid";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { config } from "@/lib/config";
import { admit, ask, pageNow } from "@/lib/entry/page";
import { demoStatus } from "@/lib/services/demo/status";
import { workspaceSettings } from "@/lib/services/workspaces/settings";
import { Denied } from "../../denied";
import { DemoData } from "./demo-data";
import { WorkspaceForm } from "./workspace-form";

export default async function WorkspaceSettingsPage() {
  const admission = await admit("workspace:edit");
  if (!admission.admitted) return <Denied what="the workspace settings" {...admission} />;
  const [{ workspace, ...known }, demo] = await Promise.all([
    ask(workspaceSettings, {}),
    ask(demoStatus, {}),
  ]);
  const { name, keyPrefix, environments, ownScopes, longestLifetimeDays, neverAllowed } = workspace;
  const { tokenAudience, tokenMinutes } = workspace;
  const { publicUrl, trustedProxies } = config();
  return (
    <>
      <PageHeader
        title="Workspace settings"
        purpose="What keys of this workspace look like, what they may be for, and how long they and their tokens live."
      />
      <WorkspaceForm
        settings={{
          ...{ name, keyPrefix, environments, ownScopes, longestLifetimeDays, neverAllowed },
          ...{ tokenAudience, tokenMinutes },
        }}
        known={known}
        now={await pageNow()}
      />
      <Section
        className="mt-12"
        title="Set where the hub runs"
        purpose="Whoever starts the hub gives it these, as environment variables, and starts it again to change them."
      >
        <DetailsGrid
          facts={[
            { term: "Short name", value: <code>{workspace.slug}</code>, note: "Chosen at setup; it stays." },
            {
              term: "Public URL",
              value: <code>{publicUrl.origin}</code>,
              note: <code>KEYSMITH_PUBLIC_URL</code>,
            },
            {
              term: "Trusted proxies",
              value:
                trustedProxies.length > 0 ? (
                  <code>{trustedProxies.join(", ")}</code>
                ) : (
                  "None: forwarded addresses are believed from nobody."
                ),
              note: <code>KEYSMITH_TRUSTED_PROXIES</code>,
            },
          ]}
        />
        <p className="mt-3 text-soft">
          <Link className="link" href="/docs/operations#behind-a-proxy">
            Behind a proxy
          </Link>{" "}
          tells how they work together.
        </p>
      </Section>
      <Section
        title="Demo data"
        purpose="For a look around: every area filled with something believable."
        anchor="demo-data"
      >
        <DemoData status={demo} />
      </Section>
    </>
  );
}
