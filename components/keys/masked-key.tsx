import { cx } from "../ui/class-names";
import { CopyButton } from "../ui/copy-button";

type Props = {
  /** As it may be shown anywhere: "ks_aproduction_Ab12…a1B2". */
  text: string;
  /** The key's id, which is what Copy takes; the secret itself is not stored. */
  keyId: string;
  /** Stands in for `text` where a table has little room. */
  short?: string;
};

/** A key's masked text, with Copy for its id. */
export function MaskedKey({ text, keyId, short }: Props) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      <code className={cx("truncate text-soft", short && "sm:max-[90rem]:hidden")}>{text}</code>
      {short ? (
        <code className="hidden whitespace-nowrap text-soft sm:max-[90rem]:inline">{short}</code>
      ) : null}
      <CopyButton text={keyId} label="Copy key id" className="-my-1.5" />
    </span>
  );
}
