"use client";
import { useEffect, useState } from "react";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import { useLook } from "@/app/_answers/use-look";
import { ReachedLink } from "@/components/ui/reached-link";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { Api } from "@/lib/services/apis/get";
import type { Applicant } from "@/lib/services/subscriptions/applicants";
import { readApplicants } from "../actions";
import { refusalIn } from "./refusal-in";

type Props = { api: Api; chosen: Applicant | null; onChoose: (application: Applicant | null) => void };
const PAUSE_MS = 250;

/** Which application: those that one may request for. Where there are many, they are searched. */
export function ApplicationField({ api, chosen, onChoose }: Props) {
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const { value, problem } = useLook(q, () => readApplicants({ apiId: api.id, q }));
  const [found, setFound] = useState<{ applications: Applicant[]; total: number } | null>(null);
  useEffect(() => {
    if (value) setFound(value);
  }, [value]);

  if (problem && !found) return <ProblemAlert problem={problem} />;
  const searched = q !== "" || typed !== "";
  if (found && found.total === 0 && !searched)
    return (
      <div>
        <p className="mb-1.5 font-strong">Application</p>
        <p className="text-soft">
          You have no application yet that could subscribe.{" "}
          <ReachedLink className="link" href="/applications">
            Create an application
          </ReachedLink>
        </p>
      </div>
    );
  const many = searched || (found !== null && found.total > found.applications.length);
  const listed = found?.applications ?? [];
  const shown = chosen && !listed.some(({ id }) => id === chosen.id) ? [chosen, ...listed] : listed;
  return (
    <div className="grid gap-3">
      <ProblemAlert problem={problem} />
      {many ? (
        <TextField
          label="Find an application"
          type="search"
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          hint={
            found
              ? `${found.total.toLocaleString("en")} found; the first ${listed.length} can be chosen.`
              : ""
          }
        />
      ) : null}
      <SelectField
        label="Application"
        name="application"
        required
        value={chosen?.id ?? ""}
        onChange={(event) => onChoose(shown.find(({ id }) => id === event.target.value) ?? null)}
        options={[
          {
            value: "",
            label: found ? "Choose an application" : "Looking up your applications",
            sleeping: true,
          },
          ...shown.map((application) => option(api, application)),
        ]}
      />
    </div>
  );
}

/** One that can be let into no environment sleeps, and says why. */
function option(api: Api, application: Applicant) {
  const refusals = api.environments.map((name) => refusalIn(api, application, name));
  const [first] = refusals;
  const closed = refusals.every((refusal) => refusal !== null);
  return {
    value: application.id,
    label: closed && first ? `${application.name}: ${REFUSAL_MESSAGES[first].sentence}` : application.name,
    sleeping: closed,
  };
}
