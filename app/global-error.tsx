"use client";
import "./globals.css";
import { Wordmark } from "@/components/shell/mark";
import { type FaultProps, PageFault } from "./page-fault";

/** Where the root layout itself failed: a document of its own, in the colours of the system. */
export default function GlobalFault(props: FaultProps) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Keysmith</title>
        <main id="main" className="px-5 py-8 sm:px-10">
          <Wordmark />
          <PageFault {...props} />
        </main>
      </body>
    </html>
  );
}
