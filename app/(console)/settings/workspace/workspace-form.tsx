"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { checkFields } from "@/app/_answers/check-fields";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Section } from "@/components/ui/section";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { editWorkspace as shape } from "@/lib/contracts/workspaces";
import type { SettingsInUse } from "@/lib/services/workspaces/settings";
import { editWorkspace } from "./actions";
import { changedSettings, type Settings } from "./changed-settings";
import { NamesField, withDraft } from "./names-field";
import { TokenSettings } from "./token-settings";

type Props = { settings: Settings; known: Omit<SettingsInUse, "workspace">; now: Date };

/** Every setting in one form. Only what was changed is sent: two Owners at once undo nothing of each other's. */
export function WorkspaceForm({ settings, known, now }: Props) {
  const { uses, issuer, tokens } = known;
  const router = useRouter();
  const { busy, problem, submit, show } = useSubmit();
  const [environments, setEnvironments] = useState({ listed: settings.environments, draft: "" });
  const [ownScopes, setOwnScopes] = useState({ listed: settings.ownScopes, draft: "" });
  const [longest, setLongest] = useState(settings.longestLifetimeDays?.toString() ?? "");
  const [never, setNever] = useState(settings.neverAllowed);
  const [audience, setAudience] = useState(settings.tokenAudience ?? "");
  const [minutes, setMinutes] = useState(String(settings.tokenMinutes));
  const errors = problem?.fields ?? {};

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const lists = { environments: withDraft(environments), ownScopes: withDraft(ownScopes) };
    const changes = changedSettings(settings, {
      name: String(form.get("name")),
      keyPrefix: String(form.get("keyPrefix")),
      ...lists,
      longestLifetimeDays: longest.trim() === "" ? null : Number(longest),
      neverAllowed: never,
      tokenAudience: audience.trim() === "" ? null : audience.trim(),
      tokenMinutes: minutes.trim() === "" ? Number.NaN : Number(minutes),
    });
    if (Object.keys(changes).length === 0) {
      toast("Nothing to save: all is as it was", { kind: "info" });
      return;
    }
    const fields = checkFields(shape, changes);
    if (Object.keys(fields).length > 0) return show({ message: null, fields });
    if (!(await submit(() => editWorkspace(changes)))) return;
    setEnvironments({ listed: lists.environments, draft: "" });
    setOwnScopes({ listed: lists.ownScopes, draft: "" });
    toast("The settings have been saved");
    router.refresh();
  }
  return (
    <form method="post" noValidate onSubmit={onSubmit}>
      <FormProblem problem={problem} />
      <Section title="Name and prefix" className="mt-4">
        <div className="grid max-w-xl gap-5">
          <TextField
            label="Workspace name"
            name="name"
            autoComplete="off"
            defaultValue={settings.name}
            error={errors.name}
            required
          />
          <TextField
            mono
            label="Key prefix"
            name="keyPrefix"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={settings.keyPrefix}
            hint="The first letters of every key that is made from now on, so that people and scanners know whose it is. Keys that exist keep theirs, also when they are regenerated or rotated."
            error={errors.keyPrefix}
            required
          />
        </div>
      </Section>
      <Section
        title="Scopes of your own"
        purpose="What your APIs ask of a key. The hub’s own scopes are there in any case."
      >
        <NamesField
          legend="Own scopes"
          name="ownScopes"
          noun="scope"
          placeholder="orders:write"
          hint="A thing and what is done to it, in lower-case letters, digits and hyphens. Declared here, a scope can be given to keys, and your API names it when it asks about one."
          names={ownScopes}
          onChange={setOwnScopes}
          uses={uses.scopes}
          empty="None so far."
          error={errors.ownScopes}
        />
      </Section>
      <Section
        title="Environments"
        purpose="Each access key belongs to one. Its name stands in the key’s text."
      >
        <NamesField
          legend="Environments"
          name="environments"
          noun="environment"
          placeholder="eu2"
          hint="Lower-case letters and digits, at most 16, beginning with a letter. The first one is chosen to begin with."
          names={environments}
          onChange={setEnvironments}
          uses={uses.environments}
          empty="None: add one, since each access key belongs to one."
          error={errors.environments}
        />
      </Section>
      <Section
        title="Lifetime of keys"
        purpose="For access keys and personal keys. Keys that exist keep their expiry until they get a new secret."
      >
        <div className="grid max-w-xl gap-5">
          <TextField
            label="Longest lifetime, in days"
            name="longestLifetimeDays"
            inputMode="numeric"
            autoComplete="off"
            optional
            value={longest}
            onChange={(event) => setLongest(event.target.value)}
            hint="Left empty, a key may live as long as its form offers. Longer choices are switched off, and say so."
            error={errors.longestLifetimeDays}
          />
          <Checkbox
            name="neverAllowed"
            label="Keys may be made that never expire"
            checked={never && longest.trim() === ""}
            disabled={longest.trim() !== ""}
            onChange={(event) => setNever(event.target.checked)}
            note={
              longest.trim() === ""
                ? "Switched off, Never cannot be chosen any more."
                : "A longest lifetime excludes it."
            }
          />
        </div>
      </Section>
      <TokenSettings
        audience={audience}
        onAudience={setAudience}
        minutes={minutes}
        onMinutes={setMinutes}
        before={settings}
        issuer={issuer}
        tokens={tokens}
        errors={errors}
        now={now}
      />
      <div className="mt-8 border-line border-t pt-5">
        <Button type="submit" variant="primary" busy={busy}>
          Save settings
        </Button>
      </div>
    </form>
  );
}
