"use client";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useApiKeysDesk } from "./api-keys-desk";

/** The one primary action of the page. */
export function CreateApiKeyButton() {
  const { open } = useApiKeysDesk();
  return (
    <Button
      variant="primary"
      data-create-key
      icon={<Plus aria-hidden="true" className="size-4" />}
      onClick={() => open({ kind: "create" })}
    >
      Create new API key
    </Button>
  );
}
