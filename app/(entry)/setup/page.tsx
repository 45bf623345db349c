import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/shell/auth-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { config } from "@/lib/config";
import { roleMay } from "@/lib/domain/people/roles";
import { awaitsSetup } from "@/lib/entry/newcomer";
import { ask } from "@/lib/entry/page";
import { enter } from "@/lib/entry/visitor";
import { listAccessKeys } from "@/lib/services/access-keys/list";
import { Foot } from "../foot";
import { FirstCall } from "./first-call";
import { FirstKey } from "./first-key";
import { Wizard } from "./wizard";

export const metadata: Metadata = { title: "Set up" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The wizard goes on where it stopped: before there is an owner, before there is a key, before the first call. */
export default async function SetupPage({ searchParams }: Props) {
  const publicUrl = config().publicUrl.origin;
  if (await awaitsSetup()) return <Wizard publicUrl={publicUrl} foot={<Foot />} />;
  const entered = await enter();
  if (!entered) return <SetUpAlready />;
  if (!roleMay(entered.visitor.role, "access-key:create")) redirect("/");
  const { step } = await searchParams;
  if (step === "call" || (await hasKeys())) return <FirstCall publicUrl={publicUrl} foot={<Foot />} />;
  return <FirstKey workspace={entered.visitor.workspaceName} foot={<Foot />} />;
}

async function hasKeys(): Promise<boolean> {
  return (await ask(listAccessKeys, {})).total > 0;
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
