"use client";
import { CirclePause, CirclePlay, LibraryBig, Pencil } from "lucide-react";
import { type ReactNode, useState } from "react";
import { sleeping } from "@/app/_answers/sleeping";
import { StatusBadge } from "@/components/keys/status-badge";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import type { Application } from "@/lib/services/applications/get";
import type { ApplicationPowers } from "@/lib/services/applications/powers";
import { ApplicationDialog } from "../_applications/application-dialog";
import { DeleteApplicationDialog } from "../_applications/delete-application-dialog";
import type { Places } from "../_applications/places";
import { ActivateDialog } from "./activate-dialog";
import { ApplicationDanger } from "./application-danger";
import type { AffectedKeySet } from "./key-set-names";
import { SuspendDialog } from "./suspend-dialog";
import { SuspendedAlert } from "./suspended-alert";

type Props = {
  application: Application;
  keySets: AffectedKeySet[];
  powers: ApplicationPowers;
  places: Places;
  now: Date;
  children: ReactNode;
};
const icon = "size-4";

/** The head of the page, with what may be done; the dialogs of it; deletion at the bottom. */
export function ApplicationDesk(props: Props) {
  const { application, keySets, powers, places, now, children } = props;
  const { id, name, description, suspendedAt, moves } = application;
  const [task, setTask] = useState<"edit" | "suspend" | "activate" | "delete" | null>(null);
  const close = () => setTask(null);
  const foreign = (reached: string[]) => (reached.includes(id) ? null : sleeping("foreign-application"));
  return (
    <>
      <PageHeader
        title={<Bdi>{name}</Bdi>}
        mark={<StatusBadge status={suspendedAt ? "suspended" : "active"} />}
        purpose={description ? <Bdi>{description}</Bdi> : undefined}
        action={
          <>
            {powers.edit ? (
              <Button
                icon={<Pencil aria-hidden="true" className={icon} />}
                sleeping={foreign(powers.edit)}
                onClick={() => setTask("edit")}
              >
                Edit
              </Button>
            ) : null}
            {powers.suspend && suspendedAt ? (
              <Button
                variant="primary"
                icon={<CirclePlay aria-hidden="true" className={icon} />}
                sleeping={foreign(powers.suspend) ?? sleeping(moves.activate)}
                onClick={() => setTask("activate")}
              >
                Activate
              </Button>
            ) : null}
            {powers.suspend && !suspendedAt ? (
              <Button
                icon={<CirclePause aria-hidden="true" className={icon} />}
                sleeping={foreign(powers.suspend) ?? sleeping(moves.suspend)}
                onClick={() => setTask("suspend")}
              >
                Suspend
              </Button>
            ) : null}
            {powers.subscribe?.includes(id) && !suspendedAt ? (
              <ButtonLink
                variant="primary"
                href={`/catalog?application=${id}`}
                icon={<LibraryBig aria-hidden="true" className={icon} />}
              >
                Subscribe
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {suspendedAt ? (
        <SuspendedAlert
          application={{ ...application, suspendedAt }}
          may={powers.suspend?.includes(id) ?? false}
          now={now}
        />
      ) : null}
      {children}
      {powers.edit ? (
        <ApplicationDanger
          application={application}
          foreign={foreign(powers.edit)}
          onDelete={() => setTask("delete")}
        />
      ) : null}
      {task === "edit" ? (
        <ApplicationDialog application={application} places={places} onClose={close} />
      ) : null}
      {task === "suspend" ? (
        <SuspendDialog application={application} keySets={keySets} now={now} onClose={close} />
      ) : null}
      {task === "activate" ? (
        <ActivateDialog application={application} keySets={keySets} now={now} onClose={close} />
      ) : null}
      {task === "delete" ? (
        <DeleteApplicationDialog
          application={application}
          keySets={keySets.length}
          afterwards="/applications"
          onClose={close}
        />
      ) : null}
    </>
  );
}
