"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import { useSubmit } from "@/app/_answers/use-submit";
import { DataTable } from "@/components/table/data-table";
import { focusNextRow } from "@/components/table/focus-next-row";
import type { DataColumn } from "@/components/table/table-types";
import { announce } from "@/components/ui/announcer";
import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { OwnSession } from "@/lib/services/people/list-sessions";
import { endEveryOtherSession, endOneSession } from "./actions";
import { otherSessions } from "./other-sessions";

const UNDER_WAY = "Another session is being ended.";
type Props = { sessions: OwnSession[]; now: Date };

/** Where one is signed in. A session that is ended counts as ended from its next request. */
export function SessionsTable({ sessions, now }: Props) {
  const router = useRouter();
  const { busy, problem, submit } = useSubmit();
  const [ending, setEnding] = useState<string | null>(null);
  const alone = sessions.every((session) => session.current);

  async function endOthers() {
    setEnding("others");
    const done = await submit(() => endEveryOtherSession());
    if (!done) return;
    announce(`${otherSessions(done.value.ended)} ended`);
    router.refresh();
  }
  const columns = useMemo((): DataColumn<OwnSession>[] => {
    async function end(id: string) {
      setEnding(id);
      if (!(await submit(() => endOneSession({ id })))) return;
      announce("The session has ended");
      focusNextRow(id);
      router.refresh();
    }
    return [
      {
        id: "browser",
        header: "Browser",
        rowHeader: true,
        cell: ({ browser, current }) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Bdi className="font-strong">{browser ?? "Unknown"}</Bdi>
            {current ? <Badge>This one</Badge> : null}
          </span>
        ),
      },
      { id: "ip", header: "Signed in from", cell: ({ ip }) => <code>{ip ?? "unknown"}</code> },
      { id: "started", header: "Started", cell: ({ startedAt }) => <Time at={startedAt} now={now} /> },
      {
        id: "seen",
        header: "Last seen",
        cell: ({ current, lastSeenAt }) => (current ? "Now" : <Time at={lastSeenAt} now={now} />),
      },
      { id: "ends", header: "Ends", cell: ({ endsAt }) => <Time at={endsAt} now={now} show="date" /> },
      {
        id: "actions",
        header: "Actions",
        bareHeader: true,
        align: "end",
        cell: ({ id, current, browser }) =>
          current ? null : (
            <Button
              size="sm"
              busy={busy && ending === id}
              sleeping={busy && ending !== id && UNDER_WAY}
              aria-label={`End the session of ${browser ?? "an unknown browser"}`}
              onClick={() => end(id)}
            >
              End
            </Button>
          ),
      },
    ];
  }, [now, busy, ending, submit, router]);
  return (
    <Section
      title="Sessions"
      purpose="Where you are signed in. A session that you do not know: end it, and change your password."
      action={
        <Button
          size="sm"
          busy={busy && ending === "others"}
          sleeping={alone ? "You are signed in nowhere else." : busy && ending !== "others" && UNDER_WAY}
          onClick={endOthers}
        >
          Sign out everywhere else
        </Button>
      }
    >
      <ProblemAlert problem={problem} className="mb-4" />
      <DataTable caption="Sessions" rows={sessions} columns={columns} rowId={({ id }) => id} />
    </Section>
  );
}
