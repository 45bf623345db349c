"use client";
import { RefreshCw, RotateCcwKey, Trash2 } from "lucide-react";
import type { DataColumn } from "@/components/table/table-types";
import { Bdi } from "@/components/ui/bdi";
import { RowMenu } from "@/components/ui/row-menu";
import { Time } from "@/components/ui/time";
import type { Permission } from "@/lib/domain/people/roles";
import type { OutpostSummary } from "@/lib/services/outposts/list";
import { clockWords } from "../clock-words";
import { OutpostBadge } from "./outpost-badge";
import { StandsFor } from "./stands-for";

export type OutpostAct = "reset" | "re-enrol" | "remove";
type Setting = {
  /** The newest revision, and when that was so. */
  revision: number;
  now: Date;
  /** Of the signing key in use. */
  activeKid: string | null;
  may: (permission: Permission) => boolean;
  begin: (act: OutpostAct, outpost: OutpostSummary) => void;
};

export function outpostColumns({
  revision,
  now,
  activeKid,
  may,
  begin,
}: Setting): DataColumn<OutpostSummary>[] {
  return [
    {
      id: "name",
      header: "Name",
      rowHeader: true,
      cell: ({ name }) => <Bdi className="font-strong">{name}</Bdi>,
    },
    {
      id: "environment",
      header: "Environment, API",
      cell: (outpost) => <StandsFor outpost={outpost} />,
    },
    { id: "version", header: "Version", less: true, cell: ({ version }) => version ?? <Nothing /> },
    {
      id: "state",
      header: "State",
      cell: ({ state, clockSkewMs }) => (
        <span className="grid justify-items-start gap-0.5">
          <OutpostBadge state={state} />
          <span className="text-soon text-xs empty:hidden">{clockWords(clockSkewMs)}</span>
        </span>
      ),
    },
    {
      id: "applied",
      header: "Applied",
      cell: (outpost) => <Applied {...{ outpost, revision, activeKid }} />,
    },
    {
      id: "seen",
      header: "Last seen",
      cell: ({ lastSeenAt }) => (lastSeenAt ? <Time at={lastSeenAt} now={now} /> : <Nothing word="never" />),
    },
    {
      id: "requests",
      header: "Allowed / denied",
      align: "end",
      cell: ({ requestsAllowed, requestsDenied }) => (
        <span className="tabular">
          {requestsAllowed.toLocaleString("en")} / {requestsDenied.toLocaleString("en")}
        </span>
      ),
    },
    {
      id: "actions",
      header: "Actions",
      bareHeader: true,
      align: "end",
      cell: (outpost) => (
        <RowMenu
          label={`Actions for ${outpost.name}`}
          entries={[
            may("outpost:reset") && {
              label: "Reset",
              icon: <RefreshCw aria-hidden="true" />,
              onSelect: () => begin("reset", outpost),
            },
            may("outpost:enrol") && {
              label: "Re-enrol",
              icon: <RotateCcwKey aria-hidden="true" />,
              onSelect: () => begin("re-enrol", outpost),
            },
            { kind: "line" },
            may("outpost:remove") && {
              label: "Remove",
              icon: <Trash2 aria-hidden="true" />,
              danger: true,
              onSelect: () => begin("remove", outpost),
            },
          ]}
        />
      ),
    },
  ];
}

type AppliedProps = Pick<Setting, "revision" | "activeKid"> & { outpost: OutpostSummary };

/** How far it has come, and by which signing key it checks tokens. */
function Applied({ outpost, revision, activeKid }: AppliedProps) {
  const { appliedRevision, kids, generation, appliedGeneration, state } = outpost;
  if (appliedRevision === null) return <Nothing />;
  const lag = Math.max(0, revision - appliedRevision);
  const isStale = appliedGeneration !== generation;
  return (
    <span className="grid gap-0.5 whitespace-nowrap">
      <span className="tabular">
        Revision {appliedRevision}
        {isStale ? (
          <span className="text-soon">, before the reset</span>
        ) : state === "behind" && lag > 0 ? (
          <span className="text-soon">, {lag} behind</span>
        ) : null}
      </span>
      <span className="text-faint text-xs">
        {kids.length === 0 ? (
          "no signing key"
        ) : activeKid === null || kids.includes(activeKid) ? (
          <>
            kid <code title={activeKid ?? kids[0]}>{(activeKid ?? kids[0]!).slice(0, 10)}</code>
          </>
        ) : (
          <span className="text-soon">
            old kid <code title={kids.join(", ")}>{kids[0]!.slice(0, 10)}</code>
          </span>
        )}
      </span>
    </span>
  );
}

function Nothing({ word = "none yet" }: { word?: string }) {
  return <span className="whitespace-nowrap text-faint">{word}</span>;
}
