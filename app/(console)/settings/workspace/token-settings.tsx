import { Alert } from "@/components/ui/alert";
import { counted } from "@/components/ui/counted";
import { Section } from "@/components/ui/section";
import { TextField } from "@/components/ui/text-field";
import { Time } from "@/components/ui/time";
import type { FieldErrors } from "@/lib/contracts/answer";
import { LONGEST_LIFETIME_MINUTES } from "@/lib/domain/tokens/claims";
import type { LiveTokens } from "@/lib/domain/tokens/live-tokens";
import type { Settings } from "./changed-settings";

type Props = {
  audience: string;
  onAudience: (text: string) => void;
  minutes: string;
  onMinutes: (text: string) => void;
  before: Pick<Settings, "tokenAudience" | "tokenMinutes">;
  issuer: string;
  tokens: LiveTokens;
  errors: FieldErrors;
  now: Date;
};

/** Whom tokens are for and how long they live, and what a change means for those that are about. */
export function TokenSettings(props: Props) {
  const { audience, minutes, before, issuer, tokens, errors, now } = props;
  const otherAudience = (audience.trim() || issuer) !== (before.tokenAudience ?? issuer);
  const shorter = minutes.trim() !== "" && Number(minutes) < before.tokenMinutes;
  return (
    <Section
      anchor="tokens"
      title="Tokens"
      purpose="The short JWTs into which an integration exchanges its access key. A key that ends sooner ends its tokens with it."
    >
      <div className="grid max-w-xl gap-5">
        <TextField
          mono
          label="Audience of tokens"
          name="tokenAudience"
          optional
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={audience}
          onChange={(event) => props.onAudience(event.target.value)}
          placeholder={issuer}
          hint={
            <>
              Stands in each token as aud; your APIs refuse a token that is for somebody else. Left empty, it
              is the issuer: <code className="wrap-anywhere">{issuer}</code>
            </>
          }
          error={errors.tokenAudience}
        />
        <TextField
          label="Lifetime of tokens, in minutes"
          name="tokenMinutes"
          inputMode="numeric"
          autoComplete="off"
          required
          value={minutes}
          onChange={(event) => props.onMinutes(event.target.value)}
          hint={`From 1 to ${LONGEST_LIFETIME_MINUTES}. 15 is a good start: short enough that a lost token is soon worthless, long enough that programs seldom ask.`}
          error={errors.tokenMinutes}
        />
        {otherAudience ? (
          <Alert kind="warning" title="The new audience counts at once">
            {tokens.endBy ? (
              <>
                {counted(tokens.count, "live token")}{" "}
                {tokens.count === 1
                  ? "names the old one; it ends by "
                  : "name the old one; the last ends by "}
                <Time at={tokens.endBy} now={now} show="clock" />.{" "}
              </>
            ) : null}
            Every connected Outpost refuses tokens for the old audience within a second, and integrations
            exchange their keys anew. Your own checks ask for the audience that you configured there: change
            them first, to accept both.
          </Alert>
        ) : null}
        {shorter ? (
          <Alert kind="info" title="It counts for tokens that are issued from then on">
            Those that live keep their end
            {tokens.endBy ? (
              <>
                : {counted(tokens.count, "live token")}, the last of which ends by{" "}
                <Time at={tokens.endBy} now={now} show="clock" />
              </>
            ) : null}
            .
          </Alert>
        ) : null}
      </div>
    </Section>
  );
}
