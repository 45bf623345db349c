"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ApiForm } from "@/lib/services/apis/form";
import { ApiDialog } from "./api-dialog";

/** Opens the form of a new API. */
export function AddApiButton({ form }: { form: ApiForm }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="primary"
        icon={<Plus aria-hidden="true" className="size-4" />}
        onClick={() => setOpen(true)}
      >
        Add API
      </Button>
      {open ? <ApiDialog form={form} api={null} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
