import { Button } from "./button";

type Props = {
  /** The id of the form that it sends. */
  form: string;
  onCancel: () => void;
  busy?: boolean;
  label?: string;
};

/** The buttons under a form in a dialog. */
export function SaveFooter({ form, onCancel, busy, label = "Save" }: Props) {
  return (
    <>
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" form={form} variant="primary" busy={busy}>
        {label}
      </Button>
    </>
  );
}
