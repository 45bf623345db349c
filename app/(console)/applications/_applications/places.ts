/** What an application can be given, as far as whoever asks may give it. */
export interface Places {
  organizations: Place[];
  /** Those that the application may be put into: one's own, where one's role reaches no further. */
  groups: Place[];
  /** Null where one may not say who owns an application, or may not see who works here. */
  owners: Place[] | null;
  /** Whose applications without a group are. */
  me: string;
  ownGroupsOnly: boolean;
}

export interface Place {
  id: string;
  name: string;
}
