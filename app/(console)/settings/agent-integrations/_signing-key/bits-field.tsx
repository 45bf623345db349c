"use client";
import { SelectField } from "@/components/ui/select-field";

const OPTIONS = [
  { value: "2048", label: "2048 bits" },
  { value: "3072", label: "3072 bits" },
  { value: "4096", label: "4096 bits" },
];

/** How long the modulus is. */
export function BitsField({ value, onChange }: { value: string; onChange: (bits: string) => void }) {
  return (
    <SelectField
      label="Size"
      name="bits"
      options={OPTIONS}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      hint="2048 bits are right for tokens that live for minutes. More cost each check and each signature several times as much."
    />
  );
}

export const bitsIn = (text: string) => Number(text);
