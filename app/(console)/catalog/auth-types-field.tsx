"use client";
import { useId } from "react";
import { expirationWords, rotationWords } from "@/components/policies/policy-sentences";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { ReachedLink } from "@/components/ui/reached-link";
import { Select } from "@/components/ui/select";
import {
  AUTH_TYPE_LABELS,
  AUTH_TYPE_PURPOSES,
  AUTH_TYPES,
  type AuthType,
} from "@/lib/domain/key-sets/auth-types";
import type { ApiForm } from "@/lib/services/apis/form";
import type { Chosen } from "./api-dialog";

type Props = {
  templates: ApiForm["templates"];
  /** Those that open subscriptions need. */
  used: readonly string[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  error?: string;
};

/** How programs prove themselves to an API, each with the policy template of its key sets. */
export function AuthTypesField({ templates, used, chosen, onChange, error }: Props) {
  const id = useId();
  const [first] = templates;
  if (!first)
    return (
      <div>
        <p className="mb-1.5 font-strong">Authentication types</p>
        <p className="text-soft">
          Each needs a policy template, and there is none yet.{" "}
          <ReachedLink className="link" href="/admin/policy-templates">
            Create a policy template
          </ReachedLink>
        </p>
      </div>
    );
  function toggle(type: AuthType, on: boolean) {
    const { [type]: _, ...others } = chosen;
    onChange(on ? { ...others, [type]: first!.id } : others);
  }
  return (
    <fieldset aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}>
      <legend className="font-strong">Authentication types</legend>
      <p id={`${id}-hint`} className="mb-2 text-faint text-xs">
        A subscription brings a key set for each, by the policy template chosen here.
      </p>
      <div className="border-line border-t">
        {AUTH_TYPES.map((type) => {
          const on = chosen[type] !== undefined;
          const needed = used.includes(type);
          const template = templates.find((one) => one.id === chosen[type]);
          return (
            <div
              key={type}
              className="grid items-start gap-x-6 gap-y-2 border-line border-b py-2.5 sm:grid-cols-[1fr_15rem]"
            >
              <Checkbox
                name="authTypes"
                label={AUTH_TYPE_LABELS[type]}
                note={needed ? "Key sets of open subscriptions need it" : AUTH_TYPE_PURPOSES[type]}
                checked={on}
                disabled={needed && on}
                onChange={(event) => toggle(type, event.target.checked)}
              />
              {on ? (
                <div className="grid gap-1 max-sm:pl-6.5">
                  <Select
                    name="authTypes"
                    aria-label={`Policy template for ${AUTH_TYPE_LABELS[type]}`}
                    value={chosen[type]}
                    onChange={(event) => onChange({ ...chosen, [type]: event.target.value })}
                    options={templates.map((one) => ({
                      value: one.id,
                      label: one.retired ? `${one.name} (retired)` : one.name,
                    }))}
                  />
                  {template ? (
                    <p className="text-faint text-xs">
                      {expirationWords(template.policy)}. {rotationWords(template.policy)}.
                    </p>
                  ) : null}
                </div>
              ) : null}
            </div>
          );
        })}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
