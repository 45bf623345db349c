/** The words by which the list of applications is sorted and filtered. */
export const APPLICATION_SORTS = ["name", "created"] as const;
export type ApplicationSort = (typeof APPLICATION_SORTS)[number];

export const APPLICATION_STATES = ["active", "suspended"] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
