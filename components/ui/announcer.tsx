"use client";
import { useEffect, useState } from "react";

type Listener = (text: string) => void;
const listeners = new Set<Listener>();

/** Says `text` once to people who listen to the screen. Shows nothing. */
export function announce(text: string) {
  for (const listener of listeners) listener(text);
}

/** The page's one polite live region; Providers mounts it. Alternates a trailing space so a repeat is heard. */
export function Announcer() {
  const [said, setSaid] = useState({ text: "", turn: 0 });
  useEffect(() => {
    const listener: Listener = (text) => setSaid((last) => ({ text, turn: last.turn + 1 }));
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return (
    <div aria-live="polite" className="sr-only" data-announcer>
      {said.text}
      {said.turn % 2 ? "\u00a0" : ""}
    </div>
  );
}
