import { redirect } from "next/navigation";
import { KeyDesk } from "@/app/(console)/keys/_access-keys/key-desk";
import { readDesk } from "@/app/(console)/keys/_issue/read-desk";
import { AuthFrame } from "@/components/shell/auth-frame";
import { PermissionsProvider } from "@/components/shell/permissions";
import { ButtonLink } from "@/components/ui/button-link";
import { config } from "@/lib/config";
import { roleMay } from "@/lib/domain/people/roles";
import { awaitsSetup } from "@/lib/entry/newcomer";
import { ask } from "@/lib/entry/page";
import { enter } from "@/lib/entry/visitor";
import { listAccessKeys } from "@/lib/services/access-keys/list";
import { demoStatus } from "@/lib/services/demo/status";
import { Foot } from "../foot";
import { FirstCall } from "./first-call";
import { FirstKey } from "./first-key";
import { Wizard } from "./wizard";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The wizard goes on where it stopped: before there is an owner, before there is a key, before the first call. */
export default async function SetupPage({ searchParams }: Props) {
  const publicUrl = config().publicUrl.origin;
  if (await awaitsSetup()) return <Wizard publicUrl={publicUrl} foot={<Foot />} />;
  const entered = await enter();
  if (!entered) return <SetUpAlready />;
  if (!roleMay(entered.visitor.role, "access-key:create")) redirect("/");
  const isOwner = roleMay(entered.visitor.role, "workspace:edit");
  const [{ step }, setting, demo] = await Promise.all([
    searchParams,
    readDesk(),
    isOwner ? ask(demoStatus, {}) : null,
  ]);
  const key = await newestKey();
  // One desk for both steps: the dialog that shows the first key stays while the page under it goes on.
  return (
    <PermissionsProvider table={entered.visitor.role.table}>
      <KeyDesk setting={setting}>
        {step === "call" || key ? (
          <FirstCall publicUrl={publicUrl} firstKey={key} now={setting.now} demo={demo} foot={<Foot />} />
        ) : (
          <FirstKey workspace={entered.visitor.workspaceName} foot={<Foot />} />
        )}
      </KeyDesk>
    </PermissionsProvider>
  );
}

async function newestKey() {
  const { rows } = await ask(listAccessKeys, {});
  const [newest] = rows;
  return newest ? { id: newest.id, name: newest.name, lastUsedAt: newest.lastUsedAt } : null;
}

function SetUpAlready() {
  return (
    <AuthFrame
      title="Set up already"
      purpose="This hub has an owner. The setup link worked once, and is worthless now."
      foot={<Foot />}
    >
      <ButtonLink href="/sign-in" variant="primary">
        Sign in
      </ButtonLink>
    </AuthFrame>
  );
}
