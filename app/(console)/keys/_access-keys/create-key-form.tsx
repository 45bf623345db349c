"use client";
import { type FormEvent, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import type { Problem } from "@/app/_answers/problem";
import { ExpirationField } from "@/components/keys/expiration-field";
import { NameField } from "@/components/keys/name-field";
import { ScopesField } from "@/components/keys/scopes-field";
import { usePermissions } from "@/components/shell/permissions";
import { toMs } from "@/components/ui/format-time";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SelectField } from "@/components/ui/select-field";
import { TextAreaField } from "@/components/ui/text-field";
import { type AccessExpiryChoice, expiryFrom } from "@/lib/domain/keys/expiry";
import { scopesBeyondRole } from "@/lib/domain/people/actor";
import { HUB_SCOPES, SCOPE_PRESETS } from "@/lib/domain/scopes";
import type { DeskSetting } from "../_issue/desk-setting";
import { accessExpiryOptions, firstChoice } from "../_issue/expiry-options";
import { RotationFields } from "./rotation-fields";

type Props = {
  id: string;
  setting: DeskSetting;
  problem: Problem | null;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};
/** More environments than fit side by side go into a list. */
const SIDE_BY_SIDE = 4;

/** The fields of Create Key, by the manual's names. */
export function CreateKeyForm({ id, setting, problem, onSubmit }: Props) {
  const errors = problem?.fields ?? {};
  const expirations = accessExpiryOptions(setting.lifetime);
  const [expiration, setExpiration] = useState(firstChoice(expirations));
  const activatedAt = new Date(toMs(setting.now));
  const life = { activatedAt, expiresAt: expiryFrom(expiration as AccessExpiryChoice, activatedAt) };
  const scopes = [
    ...Object.entries(HUB_SCOPES).map(([value, description]) => ({
      value,
      description: description as string,
    })),
    ...setting.ownScopes.map((value) => ({ value })),
  ];
  const table = usePermissions();
  const beyond = scopesBeyondRole(
    { table },
    scopes.map(({ value }) => value),
  );
  return (
    <form id={id} noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-5">
      <FormProblem problem={problem} />
      <NameField
        autoFocus
        placeholder="Orders API"
        hint="Whatever uses it, so that anybody can tell later."
        error={errors.name}
      />
      <TextAreaField
        label="Description"
        name="description"
        optional
        placeholder="Checks callers’ keys in the orders service"
        hint="What it is for, and who looks after it."
        error={errors.description}
      />
      <ExpirationField
        name="expiration"
        options={expirations}
        now={setting.now}
        defaultValue={expiration}
        onChange={setExpiration}
        rulers={setting.lifetime.rulers}
        error={errors.expiration}
      />
      <RotationFields key={expiration} life={life} now={setting.now} errors={errors} />
      <EnvironmentField environments={setting.environments} error={errors.environment} />
      <ScopesField
        name="scopes"
        scopes={scopes.filter(({ value }) => !beyond.includes(value))}
        presets={SCOPE_PRESETS.filter((preset) => !preset.scopes.some((scope) => beyond.includes(scope)))}
        defaultValue={setting.holding === null ? SCOPE_PRESETS[0]!.scopes : [setting.holding]}
        error={errors.scopes}
      />
      {beyond.length > 0 ? (
        <p className="text-soft">
          Your role gives no more scopes than these: a key must not do what whoever makes it may not.
        </p>
      ) : null}
      {setting.holding === null ? null : (
        <p className="text-soft">
          This page lists keys with <code>{setting.holding}</code>. A key without it stands under Access Keys
          alone.
        </p>
      )}
    </form>
  );
}

function EnvironmentField({ environments, error }: { environments: string[]; error?: string }) {
  const options = environments.map((value) => ({ value, label: value }));
  const hint = "It stands in the key’s text. Use another key in each environment.";
  const shared = { name: "environment", options, hint, error, defaultValue: environments[0] };
  return environments.length <= SIDE_BY_SIDE ? (
    <SegmentedControl legend="Environment" {...shared} />
  ) : (
    <SelectField label="Environment" {...shared} />
  );
}
