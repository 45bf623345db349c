"use client";
import { Bdi } from "@/components/ui/bdi";
import { type Fresh, IssueDialog, type IssueProps } from "./issue-dialog";

type Given<Value extends Fresh> = Omit<IssueProps<Value>, "submit" | "issuedTitle" | "replayed">;
type Props<Value extends Fresh> = Given<Value> & {
  /** What the button says. */
  label: string;
  noun?: "secret" | "value";
};

/** A key that is new, whatever its kind: the dialog's words about it. */
export function CreateDialog<Value extends Fresh>(props: Props<Value>) {
  const { label, noun = "secret", ...given } = props;
  return (
    <IssueDialog
      {...given}
      submit={{ label, variant: "primary" }}
      issuedTitle={({ name }) => (
        <>
          <Bdi>{name}</Bdi> is ready
        </>
      )}
      replayed={({ name }) => ({
        title: "This key was created already",
        alert: `Its ${noun} was shown once, and cannot be shown again.`,
        children: (
          <>
            The first press of {label} had reached the hub. If you did not get to copy the {noun} of{" "}
            <Bdi>{name}</Bdi>, regenerate the key in the table.
          </>
        ),
      })}
    />
  );
}
