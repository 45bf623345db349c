"use client";
import { KeyRound } from "lucide-react";
import { useMemo } from "react";
import { ActNotice } from "@/app/_answers/act-notice";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { PersonalKeyPage } from "@/lib/services/personal-keys/list";
import { CleanUpButton } from "../../keys/_clean-up/clean-up-button";
import { PersonalKeysTable } from "../../keys/_personal-keys/personal-keys-table";
import { apiKeyColumns } from "./api-key-columns";
import { useApiKeysDesk } from "./api-keys-desk";

/** One's own keys. */
export function ApiKeysTable({ rows, total, cleanUp }: PersonalKeyPage & { cleanUp: boolean }) {
  const { setting, open, notice, tell } = useApiKeysDesk();
  const columns = useMemo(() => apiKeyColumns(setting.now), [setting.now]);
  return (
    <>
      <ActNotice notice={notice} onDismiss={() => tell(null)} />
      <PersonalKeysTable
        caption="API keys"
        rows={rows}
        total={total}
        columns={columns}
        tools={cleanUp ? <CleanUpButton onClick={() => open({ kind: "clean-up" })} /> : null}
        none={
          <EmptyState
            icon={<KeyRound />}
            sentence="You have no API keys yet. Create one to call from the command line as yourself."
            action={<Button onClick={() => open({ kind: "create" })}>Create your first API key</Button>}
          />
        }
      />
    </>
  );
}
