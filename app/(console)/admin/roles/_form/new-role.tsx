"use client";
import { useState } from "react";
import { SelectField } from "@/components/ui/select-field";
import { toast } from "@/components/ui/toast";
import type { RoleOfWorkspace } from "@/lib/services/roles/list";
import { addRole } from "../actions";
import { RoleForm } from "./role-form";
import { useRoleDraft } from "./use-role-draft";

/** A new role, beginning with what another may do. The least powerful one stands there first. */
export function NewRole({ roles }: { roles: RoleOfWorkspace[] }) {
  const viewer = roles.find(({ slug }) => slug === "viewer");
  const [from, setFrom] = useState(viewer?.slug ?? "");
  const draft = useRoleDraft(viewer?.table ?? {});
  return (
    <RoleForm
      names={{ name: "", description: "" }}
      draft={draft}
      before={{}}
      label="Create role"
      concerned="Nobody has the role yet. It is offered wherever members are invited and changed."
      send={addRole}
      onDone={() => toast("The role is created")}
    >
      <SelectField
        label="Start from"
        hint="Replaces what is ticked below by what that role may do."
        value={from}
        onChange={(event) => {
          setFrom(event.target.value);
          draft.replace(roles.find(({ slug }) => slug === event.target.value)?.table ?? {});
        }}
        options={[
          { value: "", label: "Nothing" },
          ...roles.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
    </RoleForm>
  );
}
