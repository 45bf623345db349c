"use client";
import { useId } from "react";
import { FieldError } from "@/components/ui/field";
import { memberRefusal } from "@/lib/domain/people/membership";
import { ROLE_LABELS, ROLE_PURPOSES, ROLES } from "@/lib/domain/people/roles";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { Me } from "./members-view";

/** The five roles with what each is for. The least powerful is chosen to begin with; a closed one says why. */
export function RoleField({ me, error }: { me: Me; error?: string }) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-strong">Role</legend>
      <div className="border-line border-t">
        {ROLES.map((role) => {
          const refusal = memberRefusal({ kind: "user", ...me }, { from: null, to: role, owners: 1 });
          return (
            <label
              key={role}
              className="flex items-start gap-3 border-line border-b py-2 has-disabled:text-faint"
            >
              <input
                type="radio"
                name="role"
                value={role}
                defaultChecked={role === "viewer"}
                disabled={refusal !== null}
                className="mt-0.5 size-4 shrink-0"
              />
              <span className="grid">
                <span className="font-strong">{ROLE_LABELS[role]}</span>
                <span className="text-faint text-xs">
                  {refusal ? REFUSAL_MESSAGES[refusal].sentence : ROLE_PURPOSES[role]}
                </span>
              </span>
            </label>
          );
        })}
      </div>
      <p className="mt-1.5 text-faint text-xs">
        Make few people Owner or Admin: whoever can create keys can do what keys can do.
      </p>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
