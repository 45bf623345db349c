import { CopyButton } from "../ui/copy-button";

type Props = {
  /** As it may be shown anywhere: "ks_aproduction_Ab12…a1B2". */
  text: string;
  /** The key's id, which is what Copy takes; the secret itself is not stored. */
  keyId: string;
};

/** A key's masked text, with Copy for its id. */
export function MaskedKey({ text, keyId }: Props) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      <code className="truncate text-soft">{text}</code>
      <CopyButton text={keyId} label="Copy key id" className="-my-1.5" />
    </span>
  );
}
