"use client";
import { sleeping } from "@/app/_answers/sleeping";
import { DeletionDialog } from "@/app/(console)/_dialogs/deletion-dialog";
import { counted } from "@/components/ui/counted";
import { applicationDeletion } from "@/lib/domain/applications/application";
import { deleteOneApplication } from "../actions";

type Props = {
  application: { id: string; name: string; subscriptions: number };
  /** How many it still has that are not revoked. */
  keySets: number;
  afterwards?: string;
  onClose: () => void;
};

/** Delete without a time limit: for the keyboard, the menu and the application's page. */
export function DeleteApplicationDialog({ application, keySets, afterwards, onClose }: Props) {
  return (
    <DeletionDialog
      subject={application}
      open
      onClose={onClose}
      consequences={[
        keySets === 0
          ? "It has no key sets that could still be used."
          : `${counted(keySets, "key set")} that it still has ${keySets === 1 ? "is" : "are"} revoked at once, for good.`,
        "It leaves every list, and cannot be brought back. Another can have its name. The audit log keeps what happened.",
      ]}
      confirmLabel="Delete application"
      sleeping={sleeping(applicationDeletion(application.subscriptions))}
      send={(idempotencyKey) => deleteOneApplication({ id: application.id }, idempotencyKey)}
      afterwards={afterwards}
    />
  );
}
