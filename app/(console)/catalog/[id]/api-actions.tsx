"use client";
import { Archive, Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RowMenu } from "@/components/ui/row-menu";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { ApiForm } from "@/lib/services/apis/form";
import type { Api } from "@/lib/services/apis/get";
import type { Applicant } from "@/lib/services/subscriptions/applicants";
import { ApiDialog } from "../api-dialog";
import { RetireDialog } from "./retire-dialog";
import { SubscribeDialog } from "./subscribe-dialog";

type Props = {
  api: Api;
  /** For whoever may edit it. */
  form: ApiForm | null;
  /** The application that the page was opened for: it is chosen in the dialog already. */
  applicant: Applicant | null;
  mayRequest: boolean;
  mayDecide: boolean;
};

/** What one may do with an API: subscribe; edit and retire it. */
export function ApiActions({ api, form, applicant, mayRequest, mayDecide }: Props) {
  const [task, setTask] = useState<"subscribe" | "edit" | "retire" | null>(null);
  const close = () => setTask(null);
  const retired = api.retiredAt !== null && REFUSAL_MESSAGES["api-retired"].sentence;
  return (
    <>
      {form ? (
        <RowMenu
          label={`Actions for ${api.name} ${api.version}`}
          entries={[
            { label: "Edit", icon: <Pencil aria-hidden="true" />, onSelect: () => setTask("edit") },
            {
              label: "Retire",
              icon: <Archive aria-hidden="true" />,
              danger: true,
              sleeping: retired || null,
              onSelect: () => setTask("retire"),
            },
          ]}
        />
      ) : null}
      {mayRequest ? (
        <Button variant="primary" sleeping={retired} onClick={() => setTask("subscribe")}>
          Subscribe
        </Button>
      ) : null}
      {task === "subscribe" ? (
        <SubscribeDialog api={api} applicant={applicant} mayDecide={mayDecide} onClose={close} />
      ) : null}
      {task === "edit" && form ? <ApiDialog form={form} api={api} onClose={close} /> : null}
      {task === "retire" ? <RetireDialog api={api} onClose={close} /> : null}
    </>
  );
}
