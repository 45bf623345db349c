"use client";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Kbd } from "../ui/kbd";

type Props = {
  value: string;
  /** Called a quarter of a second after the last letter, and at once on Enter. */
  onChange: (value: string) => void;
  label: string;
};
const PAUSE_MS = 250;

/** Search, focused by "/" from anywhere but another field. */
export function SearchBox({ value, onChange, label }: Props) {
  const [text, setText] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The address changed by other means (Back, "clear filters"): follow it.
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  useEffect(() => {
    function slash(event: KeyboardEvent) {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    }
    document.addEventListener("keydown", slash);
    return () => {
      document.removeEventListener("keydown", slash);
      clearTimeout(timer.current);
    };
  }, []);
  function send(next: string) {
    clearTimeout(timer.current);
    sent.current = next;
    onChange(next);
  }
  function type(next: string) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), PAUSE_MS);
  }
  return (
    <div className="relative w-full sm:w-48 xl:w-64">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-faint"
      />
      <input
        ref={box}
        type="search"
        dir="auto"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && send(text)}
        className="control h-8 w-full pr-8 pl-8 text-sm max-sm:h-10 max-sm:text-base"
      />
      {text ? null : (
        <span aria-hidden="true" className="pointer-events-none absolute top-1.5 right-1.5 max-sm:hidden">
          <Kbd>/</Kbd>
        </span>
      )}
    </div>
  );
}
