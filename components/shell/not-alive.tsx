"use client";
import { useEffect, useState } from "react";
import { Alert } from "../ui/alert";
import { buttonStyle } from "../ui/button-style";
import { LoadAdvice } from "../ui/load-advice";

/**
 * Says why nothing answers where the page's scripts do not run: blocked, cut off, or too new for the browser. It comes
 * with the HTML, CSS alone brings it into sight after a while, and the first script that runs takes it away.
 */
export function NotAlive() {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  if (alive) return null;
  return (
    <section
      aria-label="This page is not ready"
      className="comes-late fixed inset-x-3 bottom-3 z-50 mx-auto max-w-xl rounded-lg bg-paper shadow-lift"
    >
      <Alert
        kind="warning"
        title="The scripts of this page have not arrived: its buttons do nothing yet"
        action={
          // biome-ignore lint/a11y/useValidAnchor: the empty address is this page's own, and needs no script
          <a href="" className={buttonStyle("secondary", "sm")}>
            Load again
          </a>
        }
      >
        <LoadAdvice />
      </Alert>
    </section>
  );
}
