"use client";
import { Building2, Plus, UsersRound } from "lucide-react";
import { useState } from "react";
import { ActNotice } from "@/app/_answers/act-notice";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { GroupListRow } from "@/lib/services/groups/list";
import type { OrganizationListRow } from "@/lib/services/organizations/list";
import { GroupMembersDialog, type Person } from "./group-members-dialog";
import { GroupsTable } from "./groups-table";
import { NameDialog } from "./name-dialog";
import { OrganizationsTable } from "./organizations-table";
import { RemovalDialog } from "./removal-dialog";
import type { Task } from "./task";
import { useRemoval } from "./use-removal";

type Props = {
  organizations: OrganizationListRow[];
  groups: GroupListRow[];
  /** Who works here; null where one may not see that. */
  people: Person[] | null;
  now: Date;
};
const plus = <Plus aria-hidden="true" className="size-4" />;

/** Whom applications belong to, and who works with them. */
export function OrganizationsView({ organizations, groups, people, now }: Props) {
  const [task, setTask] = useState<Task | null>(null);
  const { notice, dismiss, busy, remove } = useRemoval();
  const close = () => setTask(null);
  const newOrganization = () => setTask({ kind: "name", of: "organization", row: null });
  const newGroup = () => setTask({ kind: "name", of: "group", row: null });
  const shared = { now, busy, onTask: setTask, onRemove: remove };
  const opened = task?.kind === "members" ? groups.find(({ id }) => id === task.id) : undefined;
  return (
    <>
      <PageHeader
        title="Organizations and groups"
        purpose="Whom applications belong to, and the groups of people who work with them."
      />
      <ActNotice notice={notice} onDismiss={dismiss} />
      <Section
        title="Organizations"
        purpose="Parts of your own company, partners and customers. To filter by; they give nobody access."
        action={
          <Button icon={plus} onClick={newOrganization}>
            Create organization
          </Button>
        }
      >
        {organizations.length === 0 ? (
          <EmptyState
            icon={<Building2 />}
            sentence="No organizations yet. Create one, and say of an application whose it is."
          />
        ) : (
          <OrganizationsTable organizations={organizations} {...shared} />
        )}
      </Section>
      <Section
        title="Groups"
        purpose="A Developer or Consumer works with the applications of the groups that they are in, and with no others."
        action={
          <Button icon={plus} onClick={newGroup}>
            Create group
          </Button>
        }
      >
        {groups.length === 0 ? (
          <EmptyState
            icon={<UsersRound />}
            sentence="No groups yet. Create one, put people into it, and give it applications."
          />
        ) : (
          <GroupsTable groups={groups} {...shared} />
        )}
      </Section>
      {task?.kind === "name" ? <NameDialog of={task.of} row={task.row} onClose={close} /> : null}
      {task?.kind === "remove" ? <RemovalDialog of={task.of} row={task.row} onClose={close} /> : null}
      {opened ? <GroupMembersDialog group={opened} people={people} onClose={close} /> : null}
    </>
  );
}
