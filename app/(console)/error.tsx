"use client";
import { type FaultProps, PageFault } from "../page-fault";

export default function ConsoleFault(props: FaultProps) {
  return <PageFault {...props} />;
}
