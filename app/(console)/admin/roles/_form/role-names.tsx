import { TextAreaField, TextField } from "@/components/ui/text-field";
import type { FieldErrors } from "@/lib/contracts/answer";

type Props = { name: string; description: string; errors: FieldErrors };

export function RoleNames({ name, description, errors }: Props) {
  return (
    <div className="grid gap-5">
      <TextField
        label="Name"
        name="name"
        defaultValue={name}
        autoComplete="off"
        error={errors.name}
        required
      />
      <TextAreaField
        label="Description"
        name="description"
        defaultValue={description}
        hint="Who it is for. Shown where a role is chosen."
        error={errors.description}
        optional
      />
    </div>
  );
}
