import { Section } from "@/components/ui/section";
import { ask, pageNow } from "@/lib/entry/page";
import { listSigningKeysOf } from "@/lib/services/signing-keys/list";
import { getSigningKeyRotation } from "@/lib/services/signing-keys/rotation";
import { issuerUrl } from "@/lib/services/tokens/issuer";
import { getWorkspace } from "@/lib/services/workspaces/get";
import { EarlierKeys } from "./earlier-keys";
import { SigningKeyDesk } from "./signing-key-desk";
import { TokenFacts } from "./token-facts";

/** The Signing Key section: the pair whose public half everybody may have, and whose private half nobody sees. */
export async function SigningKeySection() {
  const [keys, rotation, workspace, now] = await Promise.all([
    ask(listSigningKeysOf, {}),
    ask(getSigningKeyRotation, {}),
    ask(getWorkspace, {}),
    pageNow(),
  ]);
  const issuer = issuerUrl(workspace.slug);
  const active = keys.find((key) => key.state === "active") ?? null;
  const earlier = keys.filter((key) => key.state === "retired");
  return (
    <Section
      title="Signing Key"
      purpose="An RSA key pair that signs the short tokens into which a managed integration exchanges its access key."
    >
      <SigningKeyDesk active={active} rotation={rotation} issuer={issuer} now={now} />
      {active ? (
        <TokenFacts audience={workspace.tokenAudience ?? issuer} minutes={workspace.tokenMinutes} />
      ) : null}
      {earlier.length > 0 ? <EarlierKeys keys={earlier} now={now} /> : null}
    </Section>
  );
}
