import { Button, type ButtonProps } from "./button";

type Props = Pick<ButtonProps, "busy" | "sleeping"> & {
  /** The id of the form that it sends. */
  form: string;
  onCancel: () => void;
  label?: string;
};

/** The buttons under a form in a dialog. */
export function FormFooter({ form, onCancel, label = "Save", ...submit }: Props) {
  return (
    <>
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" form={form} variant="primary" {...submit}>
        {label}
      </Button>
    </>
  );
}
