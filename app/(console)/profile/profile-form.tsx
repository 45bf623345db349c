"use client";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { editProfile } from "./actions";

type Props = { name: string; timeZone: string | null; zones: string[] };

/** Name and time zone. */
export function ProfileForm({ name, timeZone, zones }: Props) {
  const router = useRouter();
  const { busy, problem, submit } = useSubmit();

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const zone = form.get("timeZone");
    const done = await submit(() => editProfile({ name: form.get("name"), timeZone: zone || null }));
    if (!done) return;
    toast("Your profile has been saved");
    router.refresh();
  }
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="mt-6 grid max-w-xl gap-5">
      <FormProblem problem={problem} />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={name}
        hint="As others see you: beside what you made, and in the audit log."
        error={problem?.fields.name}
        required
      />
      <SelectField
        label="Time zone"
        name="timeZone"
        defaultValue={timeZone ?? ""}
        options={[
          { value: "", label: "The browser’s" },
          ...zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
        ]}
        hint="In it the console shows dates and exact times. UTC stands beside them."
        error={problem?.fields.timeZone}
      />
      <Button type="submit" variant="primary" busy={busy} className="justify-self-start">
        Save
      </Button>
    </form>
  );
}
