"use client";
import { UserMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import { useSubmit } from "@/app/_answers/use-submit";
import { announce } from "@/components/ui/announcer";
import { Bdi } from "@/components/ui/bdi";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { SelectField } from "@/components/ui/select-field";
import type { GroupListRow } from "@/lib/services/groups/list";
import { addMemberToGroup, removeMemberFromGroup } from "./actions";

export interface Person {
  userId: string;
  name: string;
  email: string;
}
type Props = { group: GroupListRow; people: Person[] | null; onClose: () => void };

/** Who is in a group. Adding and removing count at once, and each undoes the other. */
export function GroupMembersDialog({ group, people, onClose }: Props) {
  const router = useRouter();
  const [chosen, setChosen] = useState("");
  const [leaving, setLeaving] = useState<string | null>(null);
  const { busy, problem, submit } = useSubmit();
  const others = (people ?? []).filter(
    ({ userId }) => !group.members.some((member) => member.userId === userId),
  );

  async function add() {
    const person = others.find(({ userId }) => userId === chosen);
    if (!person || !(await submit(() => addMemberToGroup({ id: group.id, userId: person.userId })))) return;
    setChosen("");
    announce(`${person.name} has been added`);
    router.refresh();
  }
  async function remove({ userId, name }: Person) {
    setLeaving(userId);
    const done = await submit(() => removeMemberFromGroup({ id: group.id, userId }));
    setLeaving(null);
    if (!done) return;
    announce(`${name} has been removed`);
    router.refresh();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={
        <>
          Members of <Bdi>{group.name}</Bdi>
        </>
      }
      description="They work with the applications of this group, as their roles allow. A change counts at once."
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <div className="grid gap-5">
        <ProblemAlert problem={problem} />
        {group.members.length === 0 ? (
          <p className="border-line border-y py-4 text-soft">Nobody is in this group yet.</p>
        ) : (
          <ul aria-label="Members" className="border-line border-t">
            {group.members.map((person) => (
              <li
                key={person.userId}
                className="flex items-center justify-between gap-4 border-line border-b py-1.5"
              >
                <span className="min-w-0">
                  <Bdi className="font-strong">{person.name}</Bdi>{" "}
                  <Bdi className="text-faint">{person.email}</Bdi>
                </span>
                <IconButton
                  label={`Remove ${person.name}`}
                  tip="Remove"
                  tone="danger"
                  icon={<UserMinus aria-hidden="true" />}
                  busy={leaving === person.userId}
                  sleeping={busy && leaving !== person.userId && "Another change is under way."}
                  onClick={() => remove(person)}
                />
              </li>
            ))}
          </ul>
        )}
        {people ? (
          <form
            method="post"
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
            className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-end"
          >
            <SelectField
              label="Add a member"
              name="userId"
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
              options={[
                { value: "", label: others.length === 0 ? "Everybody is in it" : "Choose somebody" },
                ...others.map(({ userId, name, email }) => ({ value: userId, label: `${name} (${email})` })),
              ]}
            />
            <Button
              type="submit"
              busy={busy && leaving === null}
              sleeping={chosen ? null : "Choose somebody first."}
            >
              Add
            </Button>
          </form>
        ) : (
          <p className="text-soft">Adding somebody needs a role that may see the members.</p>
        )}
      </div>
    </Dialog>
  );
}
