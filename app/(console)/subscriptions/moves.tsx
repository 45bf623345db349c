"use client";
import { useState } from "react";
import { sleeping } from "@/app/_answers/sleeping";
import { MOVE_WORDS, type Told } from "@/components/subscriptions/move-words";
import { Button } from "@/components/ui/button";
import type { MenuEntry } from "@/components/ui/menu";
import { RowMenu } from "@/components/ui/row-menu";
import type { RefusalCode } from "@/lib/domain/refusals";
import { SUBSCRIPTION_MOVES, type SubscriptionMove } from "@/lib/domain/subscriptions/subscription";
import { MoveDialog } from "./move-dialog";

export interface Movable extends Told {
  id: string;
  /** Why each is closed now; null = open. */
  moves: Record<SubscriptionMove, RefusalCode | null>;
}
type Props = {
  subscription: Movable;
  /** The moves that the reader's role allows. */
  may: readonly SubscriptionMove[];
};

/** All that one's role allows with a subscription, in a menu; what is closed now says why. */
export function MovesMenu({
  subscription,
  may,
  onMove,
}: Props & { onMove: (move: SubscriptionMove) => void }) {
  const { application, api, environment } = subscription;
  const entries = may.map(
    (move): MenuEntry => ({
      label: MOVE_WORDS[move].label,
      danger: MOVE_WORDS[move].danger,
      sleeping: sleeping(subscription.moves[move]),
      onSelect: () => onMove(move),
    }),
  );
  return (
    <RowMenu
      label={`Actions for ${application.name}, ${api.name} ${api.version}, ${environment}`}
      entries={[{ kind: "link", label: "Inspect", href: `/subscriptions/${subscription.id}` }, ...entries]}
    />
  );
}

/** The moves that fit a subscription's status, as buttons; one that something else keeps closed sleeps and says why. */
export function MoveButtons({ subscription, may }: Props) {
  const [asked, ask] = useState<SubscriptionMove | null>(null);
  const fitting = SUBSCRIPTION_MOVES.filter((move) => may.includes(move) && fits(subscription.moves[move]));
  return (
    <>
      {fitting.toReversed().map((move) => (
        <Button
          key={move}
          variant={move === "approve" || move === "activate" ? "primary" : "secondary"}
          sleeping={sleeping(subscription.moves[move])}
          onClick={() => ask(move)}
        >
          {MOVE_WORDS[move].label}
        </Button>
      ))}
      {asked ? (
        <MoveDialog key={asked} subscription={subscription} move={asked} onClose={() => ask(null)} />
      ) : null}
    </>
  );
}

/** Closed by the status alone: another move stands in its place. */
const BY_STATUS: readonly (RefusalCode | null)[] = [
  "subscription-not-pending",
  "subscription-not-active",
  "subscription-not-suspended",
  "subscription-over",
];
const fits = (refusal: RefusalCode | null) => refusal === null || !BY_STATUS.includes(refusal);
