"use client";
import { Plus } from "lucide-react";
import { useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { useKeyDesk } from "./key-desk";

/** The one primary action of the keys pages. */
export function CreateKeyButton() {
  const { open } = useKeyDesk();
  const may = useMay();
  if (!may("access-key:create")) return null;
  return (
    <Button
      variant="primary"
      data-create-key
      icon={<Plus aria-hidden="true" className="size-4" />}
      onClick={() => open({ kind: "create" })}
    >
      Create Key
    </Button>
  );
}
