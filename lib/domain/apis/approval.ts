/** How a subscription of an API is let in: at once, or by a person who may. */
export const APPROVALS = ["auto", "manual"] as const;
export type Approval = (typeof APPROVALS)[number];

export const APPROVAL_LABELS: Record<Approval, string> = { auto: "Automatic", manual: "Manual" };

export const APPROVAL_PURPOSES: Record<Approval, string> = {
  auto: "Whoever subscribes is let in at once.",
  manual: "A subscription waits until it is approved.",
};
