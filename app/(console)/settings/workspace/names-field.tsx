"use client";
import { Plus, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { TextInput } from "@/components/ui/text-input";

export interface Names {
  listed: string[];
  /** Typed, and not in the list yet. */
  draft: string;
}
type Props = {
  legend: string;
  hint: ReactNode;
  /** Names the input, for the focus after an error. */
  name: string;
  /** "environment", "scope". */
  noun: string;
  placeholder: string;
  names: Names;
  onChange: (names: Names) => void;
  /** Keys that use a name: it cannot be taken away. */
  uses: Record<string, number>;
  empty: string;
  error?: string | null;
};

/** What was typed, as part of the list: where it is new. */
export function withDraft({ listed, draft }: Names): string[] {
  const text = draft.trim();
  return text === "" || listed.includes(text) ? listed : [...listed, text];
}

/** A list of short names: each with a button that removes it, and an input that adds one. */
export function NamesField(props: Props) {
  const { legend, hint, name, noun, placeholder, names, onChange, uses, empty, error } = props;
  const id = useId();
  function add() {
    const listed = withDraft(names);
    if (listed !== names.listed) announce(`Added ${names.draft.trim()}`);
    onChange({ listed, draft: "" });
  }
  function remove(gone: string) {
    announce(`Removed ${gone}`);
    document.getElementById(id)?.focus();
    onChange({ ...names, listed: names.listed.filter((one) => one !== gone) });
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || names.draft.trim() === "") return;
    // Enter adds; the form is sent by its button.
    event.preventDefault();
    add();
  }
  return (
    <fieldset className="grid min-w-0 max-w-xl gap-2" aria-describedby={`${id}-hint`}>
      <legend className="sr-only">{legend}</legend>
      {names.listed.length > 0 ? (
        <ul className="border-line border-t">
          {names.listed.map((one) => (
            <li key={one} className="flex items-center gap-3 border-line border-b py-1 pl-1">
              <code className="wrap-anywhere min-w-0 flex-1">{one}</code>
              <span className="text-faint text-xs">{inUse(uses[one])}</span>
              <IconButton
                label={`Remove ${noun} ${one}`}
                tip="Remove"
                tone="danger"
                icon={<X aria-hidden="true" />}
                sleeping={uses[one] ? `In use by ${keys(uses[one])}. Delete them first.` : null}
                onClick={() => remove(one)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-faint">{empty}</p>
      )}
      <div className="flex gap-2">
        <TextInput
          mono
          id={id}
          name={name}
          value={names.draft}
          onChange={(event) => onChange({ ...names, draft: event.target.value })}
          onKeyDown={onKeyDown}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          aria-label={`New ${noun}`}
          aria-describedby={`${id}-hint ${error ? `${id}-error` : ""}`}
          aria-invalid={error ? true : undefined}
        />
        <Button icon={<Plus aria-hidden="true" className="size-4" />} onClick={add}>
          Add
        </Button>
      </div>
      <p id={`${id}-hint`} className="text-faint text-xs">
        {hint}
      </p>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}

function inUse(count: number | undefined): string {
  return count ? keys(count) : "no key";
}

function keys(count: number): string {
  return count === 1 ? "1 key" : `${count.toLocaleString("en")} keys`;
}
