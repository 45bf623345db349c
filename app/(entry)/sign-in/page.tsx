import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/shell/auth-frame";
import { Alert } from "@/components/ui/alert";
import { ownPath } from "@/lib/contracts/own-path";
import { awaitsSetup } from "@/lib/entry/newcomer";
import { enter } from "@/lib/entry/visitor";
import { Foot } from "../foot";
import { SignInForm } from "./sign-in-form";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const to = ownPath((await searchParams).to);
  if (await awaitsSetup()) return <NotSetUp />;
  if (await enter()) redirect(to);
  return (
    <AuthFrame title="Sign in" purpose="To the hub that keeps your team's keys." foot={<Foot />}>
      <SignInForm to={to} />
      <p className="mt-8 border-line border-t pt-5 text-soft">
        No account yet? Ask an Owner or Admin of your workspace for an invitation: it arrives as a link.
      </p>
    </AuthFrame>
  );
}

function NotSetUp() {
  return (
    <AuthFrame title="Not set up yet" purpose="This hub waits for its first owner." foot={<Foot />}>
      <Alert title="Open the setup link">
        The hub printed a one-time setup link when it was started, and prints it again at each start until
        there is an owner. Open that link in this browser.
      </Alert>
    </AuthFrame>
  );
}
