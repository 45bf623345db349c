"use client";
import { Ban, CirclePause, CirclePlay, Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import type { Problem } from "@/app/_answers/problem";
import { settleRead } from "@/app/_answers/settle";
import { downloadText } from "@/components/keys/download-text";
import { IfMay } from "@/components/shell/permissions";
import { BulkBar } from "@/components/table/bulk-bar";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { COUNT_LIMIT } from "@/lib/domain/keys/list-words";
import { exportAccessKeys } from "./actions";
import { useKeyDesk } from "./key-desk";
import type { usePicked } from "./use-picked";

type Props = { picked: ReturnType<typeof usePicked>; total: number };

const AT_ONCE = 1_000;
const icon = "size-4";

/** What can be done with the ticked keys. */
export function KeysBulkBar({ picked, total }: Props) {
  const { open } = useKeyDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const count = picked.all ? Math.min(total, COUNT_LIMIT) : picked.count;
  if (count === 0) return null;
  const begin = (move: "revoke" | "disable" | "enable" | "delete") => () =>
    open({ kind: "bulk", move, picked: picked.picked, onDone: picked.clear });
  async function save() {
    setBusy(true);
    const answer = await settleRead(() => exportAccessKeys(picked.picked));
    setBusy(false);
    setProblem("problem" in answer ? answer.problem : null);
    if ("problem" in answer) return;
    const { fileName, text, rows, total: matching } = answer.value;
    downloadText(fileName, text, "text/csv;charset=utf-8");
    toast(`${rows.toLocaleString("en")} ${rows === 1 ? "key" : "keys"} exported`, {
      detail: matching > rows ? `The file holds the first ${rows.toLocaleString("en")} by name.` : undefined,
    });
  }
  return (
    <>
      <BulkBar
        count={count}
        matching={picked.all ? undefined : Math.min(total, COUNT_LIMIT)}
        more={total > COUNT_LIMIT}
        onSelectAll={picked.pickAll}
        onClear={picked.clear}
        note={
          picked.all && count > AT_ONCE
            ? `One go takes the first ${AT_ONCE.toLocaleString("en")}.`
            : undefined
        }
      >
        <IfMay permission="access-key:disable">
          <Button
            size="sm"
            icon={<CirclePause aria-hidden="true" className={icon} />}
            onClick={begin("disable")}
          >
            Disable
          </Button>
          <Button
            size="sm"
            icon={<CirclePlay aria-hidden="true" className={icon} />}
            onClick={begin("enable")}
          >
            Enable
          </Button>
        </IfMay>
        <Button size="sm" icon={<Download aria-hidden="true" className={icon} />} busy={busy} onClick={save}>
          Export
        </Button>
        <IfMay permission="access-key:revoke">
          <Button size="sm" icon={<Ban aria-hidden="true" className={icon} />} onClick={begin("revoke")}>
            Revoke
          </Button>
        </IfMay>
        <IfMay permission="access-key:delete">
          <Button size="sm" icon={<Trash2 aria-hidden="true" className={icon} />} onClick={begin("delete")}>
            Delete
          </Button>
        </IfMay>
      </BulkBar>
      {problem ? <FormProblem problem={problem} /> : null}
    </>
  );
}
