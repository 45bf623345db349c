"use client";
import { BrushCleaning } from "lucide-react";
import { Button } from "@/components/ui/button";

/** In the head of a table of keys, and only while something can be cleaned up. */
export function CleanUpButton({ onClick }: { onClick: () => void }) {
  return (
    <Button
      variant="ghost"
      size="sm"
      icon={<BrushCleaning aria-hidden="true" className="size-4" />}
      onClick={onClick}
    >
      Clean up
    </Button>
  );
}
