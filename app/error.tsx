"use client";
import { Wordmark } from "@/components/shell/mark";
import { type FaultProps, PageFault } from "./page-fault";

/** Where even the frame of the console could not be drawn. */
export default function Fault(props: FaultProps) {
  return (
    <main id="main" className="px-5 py-8 sm:px-10">
      <Wordmark />
      <PageFault {...props} />
    </main>
  );
}
