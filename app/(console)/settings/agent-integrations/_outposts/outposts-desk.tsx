"use client";
import { Plus, RadioTower, RefreshCw } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { StaleNotice } from "@/app/_answers/stale-notice";
import { useMay } from "@/components/shell/permissions";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import type { OutpostList, OutpostSummary } from "@/lib/services/outposts/list";
import type { ApiChoice } from "./enrol-dialog";
import { type OutpostAct, outpostColumns } from "./outpost-columns";
import { useOutposts } from "./use-outposts";

// Loaded when the first of its kind opens: a page that is only looked at does without them.
const EnrolDialog = lazy(() => import("./enrol-dialog").then((it) => ({ default: it.EnrolDialog })));
const ReEnrolDialog = lazy(() => import("./re-enrol-dialog").then((it) => ({ default: it.ReEnrolDialog })));
const RemoveDialog = lazy(() =>
  import("./remove-dialog").then((it) => ({ default: it.RemoveOutpostDialog })),
);
const ResetDialog = lazy(() => import("./reset-dialog").then((it) => ({ default: it.ResetDialog })));

type Task = { kind: "enrol" | "reset-all" } | { kind: OutpostAct; outpost: OutpostSummary };
type Props = {
  given: OutpostList;
  environments: string[];
  /** Of the catalog, by name. */
  apis: ApiChoice[];
  baseUrl: string;
  activeKid: string | null;
};

const icon = "size-4";

/** The Outposts, each as it told last, and what can be done with them. The list keeps itself fresh. */
export function OutpostsDesk({ given, environments, apis, baseUrl, activeKid }: Props) {
  const [task, setTask] = useState<(Task & { turn: number }) | null>(null);
  const [open, setOpen] = useState(false);
  const may = useMay();
  const { list, stale, refresh } = useOutposts(given, open);
  function begin(next: Task) {
    setTask((last) => ({ ...next, turn: (last?.turn ?? 0) + 1 }));
    setOpen(true);
  }
  const frame = { open, onClose: () => setOpen(false) };
  const setting = { baseUrl, list, refresh };
  const { outposts, revision, at } = list;
  const enrol = may("outpost:enrol") ? (
    <Button icon={<Plus aria-hidden="true" className={icon} />} onClick={() => begin({ kind: "enrol" })}>
      Enrol Outpost
    </Button>
  ) : null;
  const reset = may("outpost:reset") ? (
    <Button
      icon={<RefreshCw aria-hidden="true" className={icon} />}
      onClick={() => begin({ kind: "reset-all" })}
    >
      Reset outpost to use this key
    </Button>
  ) : null;
  return (
    <Section
      anchor="outposts"
      title="Outposts"
      purpose="They stand in front of your APIs, check keys and tokens without asking the hub, and hear of every change within a second."
      action={
        outposts.length > 0 ? (
          <div className="flex flex-wrap gap-2">
            {enrol}
            {reset}
          </div>
        ) : null
      }
    >
      <StaleNotice stale={stale} className="mb-4" />
      <DataTable
        caption="Outposts"
        rows={outposts}
        rowId={({ id }) => id}
        columns={outpostColumns({
          revision,
          now: at,
          activeKid,
          may,
          begin: (kind, outpost) => begin({ kind, outpost }),
        })}
        empty={
          <EmptyState
            icon={<RadioTower />}
            sentence="No Outpost yet. Put one in front of an API, and it refuses a withdrawn key or token within a second."
            action={enrol}
          />
        }
      />
      <Suspense fallback={null}>
        {task?.kind === "enrol" ? (
          <EnrolDialog key={task.turn} {...{ environments, apis }} {...setting} {...frame} />
        ) : null}
        {task?.kind === "re-enrol" ? (
          <ReEnrolDialog key={task.turn} outpost={task.outpost} {...setting} {...frame} />
        ) : null}
        {task?.kind === "remove" ? (
          <RemoveDialog key={task.turn} outpost={task.outpost} refresh={refresh} {...frame} />
        ) : null}
        {task?.kind === "reset" || task?.kind === "reset-all" ? (
          <ResetDialog
            key={task.turn}
            outpost={task.kind === "reset" ? task.outpost : null}
            list={list}
            {...frame}
          />
        ) : null}
      </Suspense>
    </Section>
  );
}
