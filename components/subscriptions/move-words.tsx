/** What the moves of a subscription are called, and what each brings: said before the click. */
import { Fragment, type ReactNode } from "react";
import type { SubscriptionMove } from "@/lib/domain/subscriptions/subscription";
import { Bdi } from "../ui/bdi";

/** What a sentence about a subscription needs. */
export interface Told {
  application: { name: string };
  api: { name: string; version: string };
  environment: string;
  keySets: readonly { id: string; name: string }[];
}

interface Words {
  /** On the button, in the menu. */
  label: string;
  /** Of the dialog that asks. */
  question: string;
  consequences: (told: Told) => ReactNode[];
  confirm: string;
  /** Once it is done. */
  done: string;
  danger?: boolean;
}

const App = ({ application }: Told) => <Bdi className="font-strong">{application.name}</Bdi>;
const Place = ({ api, environment }: Told) => (
  <>
    <Bdi>
      {api.name} {api.version}
    </Bdi>{" "}
    in {environment}
  </>
);
const Sets = ({ keySets }: Told) =>
  keySets.map(({ id, name }, index) => (
    <Fragment key={id}>
      {index > 0 ? ", " : null}
      <Bdi>{name}</Bdi>
    </Fragment>
  ));
const dropped = (told: Told) =>
  told.keySets.length > 0
    ? [
        <Fragment key="dropped">
          Key sets that waited for this subscription alone go with it: <Sets {...told} />.
        </Fragment>,
      ]
    : [];
const KEPT = "Its key sets stay as they are: they open the other APIs that they are subscribed to.";

export const MOVE_WORDS: Record<SubscriptionMove, Words> = {
  approve: {
    label: "Approve",
    question: "Approve this subscription?",
    consequences: (told) => [
      <Fragment key="calls">
        <App {...told} /> can call <Place {...told} /> from now on.
      </Fragment>,
      ...(told.keySets.length > 0
        ? [
            <Fragment key="sets">
              Key sets that are pending get their first secret: <Sets {...told} />.
            </Fragment>,
          ]
        : []),
    ],
    confirm: "Approve subscription",
    done: "The subscription is active",
  },
  reject: {
    label: "Reject",
    question: "Reject this subscription?",
    consequences: (told) => [
      <Fragment key="not-in">
        <App {...told} /> is not let in. It can ask again.
      </Fragment>,
      ...dropped(told),
    ],
    confirm: "Reject subscription",
    done: "The subscription is rejected",
    danger: true,
  },
  withdraw: {
    label: "Withdraw",
    question: "Withdraw this subscription?",
    consequences: (told) => [
      <Fragment key="taken-back">
        Nobody has to decide it any more. <App {...told} /> can ask again.
      </Fragment>,
      ...dropped(told),
    ],
    confirm: "Withdraw subscription",
    done: "The subscription is withdrawn",
    danger: true,
  },
  suspend: {
    label: "Suspend",
    question: "Suspend this subscription?",
    consequences: (told) => [
      <Fragment key="refused">
        Every call of <App {...told} /> to <Place {...told} /> is refused until somebody activates the
        subscription.
      </Fragment>,
      KEPT,
    ],
    confirm: "Suspend subscription",
    done: "The subscription is suspended",
    danger: true,
  },
  activate: {
    label: "Activate",
    question: "Activate this subscription?",
    consequences: (told) => [
      <Fragment key="calls">
        <App {...told} /> can call <Place {...told} /> again, as far as its key sets work.
      </Fragment>,
    ],
    confirm: "Activate subscription",
    done: "The subscription is active",
  },
  revoke: {
    label: "Revoke",
    question: "Revoke this subscription?",
    consequences: (told) => [
      <Fragment key="refused">
        Every call of <App {...told} /> to <Place {...told} /> is refused, for good. There is no undo, but it
        can subscribe again.
      </Fragment>,
      KEPT,
    ],
    confirm: "Revoke subscription",
    done: "The subscription is revoked",
    danger: true,
  },
};
