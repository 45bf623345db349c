"use client";
import { Bdi } from "@/components/ui/bdi";
import { type Fresh, IssueDialog, type IssueProps } from "./issue-dialog";

type Given<Value extends Fresh> = Omit<IssueProps<Value>, "title" | "submit" | "issuedTitle" | "replayed">;
type Props<Value extends Fresh> = Given<Value> & {
  name: string;
  verb: "Regenerate" | "Rotate";
  /** Danger where what is old stops at once. */
  variant: "primary" | "danger";
  noun?: "secret" | "value";
  /** What helps one who did not get to copy it. */
  remedy: string;
};

/** A new secret for a key that exists, whatever its kind: the dialog's words about it. */
export function RenewDialog<Value extends Fresh>(props: Props<Value>) {
  const { name, verb, variant, noun = "secret", remedy, ...given } = props;
  const title = (
    <>
      {verb} <Bdi>{name}</Bdi>
    </>
  );
  return (
    <IssueDialog
      {...given}
      title={title}
      submit={{ label: verb, variant }}
      issuedTitle={() => (
        <>
          New {noun} of <Bdi>{name}</Bdi>
        </>
      )}
      replayed={() => ({
        title,
        alert: `This key was ${verb.toLowerCase()}d already; its new ${noun} was shown once.`,
        children: `The first press had reached the hub. If you did not get to copy the ${noun}, ${remedy}.`,
      })}
    />
  );
}
