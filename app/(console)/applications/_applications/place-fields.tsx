"use client";
import { SelectField } from "@/components/ui/select-field";
import type { FieldErrors } from "@/lib/contracts/answer";
import type { EditedApplication } from "./application-dialog";
import type { Place, Places } from "./places";

type Props = { application: EditedApplication | null; places: Places; errors: FieldErrors };

/** Organization, group and owner. Who reaches only their own groups can neither give it away nor name another owner. */
export function PlaceFields({ application, places, errors }: Props) {
  const { organizations, groups, owners, me, ownGroupsOnly } = places;
  const mine = application === null || application.ownerId === me;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <SelectField
        label="Organization"
        name="organizationId"
        defaultValue={application?.organizationId ?? ""}
        options={[{ value: "", label: "None" }, ...organizations.map(optionOf)]}
        error={errors.organizationId}
      />
      <SelectField
        label="Group"
        name="groupId"
        defaultValue={application?.groupId ?? ""}
        options={[
          {
            value: "",
            label: ownGroupsOnly ? "None, yours alone" : "None",
            sleeping: ownGroupsOnly && !mine,
          },
          ...groups.map(optionOf),
        ]}
        hint={
          ownGroupsOnly && groups.length === 0
            ? "You are in no group. An Owner or Admin puts you into one."
            : "Who is in it works with the application."
        }
        error={errors.groupId}
      />
      {owners ? (
        <SelectField
          label="Owner"
          name="ownerId"
          defaultValue={application ? (application.ownerId ?? "") : me}
          options={[{ value: "", label: "Nobody" }, ...withOwner(owners, application).map(optionOf)]}
          hint="Whom to ask about it. Without a group, the owner works with it."
          error={errors.ownerId}
        />
      ) : null}
    </div>
  );
}

const optionOf = ({ id, name }: Place) => ({ value: id, label: name });

/** The people to choose from, and the owner who is no member any more. */
function withOwner(owners: Place[], application: EditedApplication | null): Place[] {
  const { ownerId = null, owner = null } = application ?? {};
  if (ownerId === null || owners.some(({ id }) => id === ownerId)) return owners;
  return [...owners, { id: ownerId, name: owner ?? "Somebody who has left" }];
}
