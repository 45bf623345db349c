"use client";
import { type FormEvent, useMemo, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import type { Problem } from "@/app/_answers/problem";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { shortNameOf } from "./short-name";

export interface NewWorkspace {
  workspaceName: string;
  workspaceSlug: string;
}

type Props = {
  workspace: NewWorkspace;
  publicUrl: string;
  problem: Problem | null;
  busy: boolean;
  onBack: (typed: NewWorkspace) => void;
  onDone: (typed: NewWorkspace) => void;
};

export function WorkspaceStep({ workspace, publicUrl, problem, busy, onBack, onDone }: Props) {
  const [name, setName] = useState(workspace.workspaceName);
  const [ownSlug, setOwnSlug] = useState<string | null>(workspace.workspaceSlug || null);
  const typed = { workspaceName: name, workspaceSlug: ownSlug ?? shortNameOf(name) };
  const fields = problem?.fields ?? {};
  const told = useMemo(() => problem && toldHere(problem), [problem]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) onDone(typed);
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-5">
      <FormProblem problem={told} />
      <TextField
        label="Workspace name"
        name="workspaceName"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={fields.workspaceName}
        autoComplete="organization"
        required
        autoFocus
      />
      <TextField
        label="Short name"
        name="workspaceSlug"
        mono
        value={typed.workspaceSlug}
        onChange={(event) => setOwnSlug(event.target.value)}
        error={fields.workspaceSlug}
        hint="Lower-case letters, digits and hyphens, at most 40. It stands for the workspace in addresses."
        autoComplete="off"
        spellCheck={false}
        required
      />
      <div className="grid gap-1 border-line border-y py-3">
        <p className="text-faint text-xs">Public URL</p>
        <p className="wrap-anywhere font-mono">{publicUrl}</p>
        <p className="text-faint text-xs">
          Here people and programs reach the hub. To change it, start the hub with{" "}
          <code>KEYSMITH_PUBLIC_URL</code>.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          Create workspace
        </Button>
        <Button variant="ghost" onClick={() => onBack(typed)}>
          Back
        </Button>
      </div>
    </form>
  );
}

/** Of a problem with both steps, what this one can show. */
function toldHere({ message, fields, ...rest }: Problem): Problem {
  const { workspaceName, workspaceSlug, token } = fields;
  const ofOwner = fields.name ?? fields.email ?? fields.password;
  return {
    ...rest,
    message: message ?? token ?? (ofOwner ? `Go back to step 1: ${ofOwner}` : null),
    fields: { ...(workspaceName && { workspaceName }), ...(workspaceSlug && { workspaceSlug }) },
  };
}
