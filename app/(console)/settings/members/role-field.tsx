"use client";
import { useId } from "react";
import { Bdi } from "@/components/ui/bdi";
import { FieldError } from "@/components/ui/field";
import { memberRefusal } from "@/lib/domain/people/membership";
import { purposeOf } from "@/lib/domain/people/roles";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { OfferedRole } from "@/lib/services/people/list-people";
import type { Me } from "./members-view";

/** The roles with what each is for. The least powerful is chosen to begin with; a closed one says why. */
export function RoleField({ me, roles, error }: { me: Me; roles: OfferedRole[]; error?: string }) {
  const id = useId();
  const refusalOf = (role: OfferedRole) =>
    memberRefusal({ kind: "user", ...me }, { from: null, to: role, owners: 1 });
  const open = roles.filter((role) => refusalOf(role) === null);
  const first = open.find(({ slug }) => slug === "viewer") ?? open.at(-1);
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-strong">Role</legend>
      <div className="border-line border-t">
        {roles.map((role) => {
          const refusal = refusalOf(role);
          return (
            <label
              key={role.slug}
              className="flex items-start gap-3 border-line border-b py-2 has-disabled:text-faint"
            >
              <input
                type="radio"
                name="role"
                value={role.slug}
                defaultChecked={role === first}
                disabled={refusal !== null}
                className="radio mt-0.5 size-4 shrink-0"
              />
              <span className="grid">
                <span className="font-strong">
                  <Bdi>{role.name}</Bdi>
                </span>
                <span className="text-faint text-xs">
                  {refusal ? REFUSAL_MESSAGES[refusal].sentence : purposeOf(role)}
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
