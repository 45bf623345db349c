import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";

type Props = {
  application: { suspendedAt: Date; suspendedByLabel: string | null; suspendedReason: string | null };
  /** Whether the reader may activate it. */
  may: boolean;
  now: Date;
};

/** Since when it is suspended, by whom and why, and what that means. */
export function SuspendedAlert({ application, may, now }: Props) {
  const { suspendedAt, suspendedByLabel, suspendedReason } = application;
  return (
    <Alert
      kind="warning"
      className="mb-8"
      title={
        <>
          Suspended <Time at={suspendedAt} now={now} /> by <Bdi>{suspendedByLabel ?? "somebody"}</Bdi>
        </>
      }
    >
      {suspendedReason ? (
        <p>
          “<Bdi>{suspendedReason}</Bdi>”
        </p>
      ) : null}
      <p>
        Every call with one of its key sets is refused, and none of them can be activated by itself.{" "}
        {may
          ? "Activate the application to let them work again."
          : "Whoever may activate applications can let it work again, such as an Owner or Admin."}
      </p>
    </Alert>
  );
}
