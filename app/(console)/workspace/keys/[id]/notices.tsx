import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Bdi } from "@/components/ui/bdi";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import { AUTH_TYPE_LABELS } from "@/lib/domain/key-sets/auth-types";
import type { HoldSource } from "@/lib/domain/keys/key-facts";
import type { KeySet } from "@/lib/services/key-sets/get";
import { endedAt } from "./ended-at";

type Props = { set: KeySet; now: Date };

/** What somebody should know before anything else: why it does not work, what it waits for, what is under way. */
export function KeySetNotices({ set, now }: Props) {
  const notices = [
    ...set.holds.map((hold) => <Held key={hold.source} set={set} hold={hold} now={now} />),
    set.status === "pending" ? <Waiting key="pending" set={set} /> : null,
    over(set) ? <Over key="over" set={set} now={now} /> : null,
    set.uncollectedSince || set.oldVersionUntil ? <Rotating key="overlap" set={set} now={now} /> : null,
    set.nextPolicy ? (
      <Alert key="policy" kind="info" title="Another policy takes its place with the next key">
        Its template was edited. The Policy tab shows both.
      </Alert>
    ) : null,
  ].filter((notice): notice is NonNullable<typeof notice> => notice !== null);
  return notices.length > 0 ? (
    <section aria-label="Notices" className="mb-8 grid gap-3">
      {notices}
    </section>
  ) : null;
}

const over = ({ status }: KeySet) => status === "revoked" || status === "expired";

/** Since when it is over, and which subscriptions wait for another in its place. */
function Over({ set, now }: Props) {
  const at = endedAt(set);
  const waiting = set.authorizedApis.filter(({ subscription }) => subscription.lacksKeySet);
  return (
    <Alert
      kind={waiting.length > 0 ? "warning" : "info"}
      action={
        waiting.length > 0
          ? waiting.map(({ name, version, subscription }) => (
              <ReachedLink
                key={subscription.id}
                className="link wrap-anywhere"
                href={`/subscriptions/${subscription.id}`}
              >
                Subscription to <Bdi>{`${name} ${version}`}</Bdi>
              </ReachedLink>
            ))
          : undefined
      }
      title={
        <>
          {set.status === "revoked" ? "Revoked" : "Expired"} {at ? <Time at={at} now={now} /> : null}
        </>
      }
    >
      <p>
        {set.oldVersionUntil
          ? "Its old key works on until the overlap ends."
          : "Every call with it is refused."}{" "}
        {waiting.length > 0 ? (
          <>
            <Bdi>{set.application.name}</Bdi> cannot call{" "}
            {listed(
              waiting.map((api) => <Bdi key={api.subscription.id}>{`${api.name} ${api.version}`}</Bdi>),
            )}{" "}
            by {AUTH_TYPE_LABELS[set.authType]} {set.oldVersionUntil ? "after that" : "any more"}.{" "}
            {waiting.length === 1
              ? "The subscription goes on, and has "
              : "The subscriptions go on, and have "}
            <span className="font-strong">New key set</span> on{" "}
            {waiting.length === 1 ? "its page" : "their pages"}.
          </>
        ) : null}
      </p>
    </Alert>
  );
}

const HOLD_TITLES: Record<HoldSource, string> = {
  manual: "Suspended by hand",
  application: "Suspended with its application",
  user_disabled: "Suspended with its user",
  leak_report: "Suspended: reported as leaked",
};

function Held({ set, hold, now }: Props & { hold: KeySet["holds"][number] }) {
  const source = hold.source as HoldSource;
  return (
    <Alert kind="danger" title={HOLD_TITLES[source] ?? "Suspended"}>
      <p>
        <Time at={hold.createdAt} now={now} /> by <Bdi>{hold.actorLabel}</Bdi>
        {hold.reason ? (
          <>
            : <Bdi>{hold.reason}</Bdi>
          </>
        ) : (
          "."
        )}
      </p>
      <p className="text-soft">
        API calls with it return an error.{" "}
        {source === "application" ? (
          <>
            It works again once{" "}
            <ReachedLink className="link" href={`/applications/${set.application.id}`}>
              <Bdi>{set.application.name}</Bdi>
            </ReachedLink>{" "}
            is activated.
          </>
        ) : null}
      </p>
    </Alert>
  );
}

function Waiting({ set }: { set: KeySet }) {
  const waits = set.authorizedApis.filter(({ subscription }) => subscription.status === "pending");
  return (
    <Alert kind="info" title="Pending: it has no secret yet">
      {waits.length > 0 ? (
        <>
          It waits until somebody approves the subscription to{" "}
          {listed(waits.map((api) => <Bdi key={api.subscription.id}>{`${api.name} ${api.version}`}</Bdi>))}.
        </>
      ) : (
        "It waits until a subscription of its application is approved."
      )}
      {set.application.suspended ? " Its application is suspended, and has to be activated first." : ""}
    </Alert>
  );
}

function Rotating({ set, now }: Props) {
  const { oldVersionUntil: until, uncollectedSince: since } = set;
  if (since)
    return (
      <Alert kind="warning" title="Nobody has collected the new secret">
        It was to take over <Time at={since} now={now} />. The old key works on until somebody retrieves the
        new one, and then for its overlap.
      </Alert>
    );
  if (set.secretWaits)
    return (
      <Alert kind="warning" title="A rotation is under way: the new secret waits to be collected">
        The old key works on until somebody retrieves the new one, and then for its overlap.
      </Alert>
    );
  return (
    <Alert kind="warning" title="A rotation is under way: the old and the new key both work">
      {until === "until-ended" || until === null ? (
        "Bring the new key to the application."
      ) : (
        <>
          The old key ends <Time at={until} now={now} />. Bring the new one to the application by then.
        </>
      )}
    </Alert>
  );
}

/** "Orders 1, Invoices 2 and Stock 1". */
function listed(names: ReactNode[]): ReactNode[] {
  return names.flatMap((name, index) =>
    index === 0 ? [name] : [index === names.length - 1 ? " and " : ", ", name],
  );
}
