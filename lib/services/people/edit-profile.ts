import { updateUser } from "@/db/queries/people";
import { editProfile } from "@/lib/contracts/profile";
import { type Command, refuse } from "../card";
import { memberKeysChanged } from "../personal-keys/of-member";
import { lockOwnUser } from "./own-user";

export interface Profile {
  name: string;
  timeZone: string | null;
  confirmSeconds: number;
}

/** Changes one's own name, time zone and confirmation time; what is left out stays. */
export const changeProfile: Command<typeof editProfile, Profile> = {
  name: "profile.edit",
  permission: "profile:own",
  input: editProfile,
  async run(tx, ctx, input) {
    const user = await lockOwnUser(tx, ctx);
    if (!user) return refuse("access-denied");
    const { name, timeZone, confirmSeconds } = user;
    const before = { name, timeZone, confirmSeconds };
    const after = {
      name: input.name ?? name,
      timeZone: input.timeZone === undefined ? timeZone : input.timeZone,
      confirmSeconds: input.confirmSeconds ?? confirmSeconds,
    };
    await updateUser(tx, user.id, after);
    return {
      ok: true,
      value: after,
      event: {
        type: "profile.edited",
        subject: { kind: "member", id: user.id, label: after.name },
        before,
        after,
      },
      // What verify tells of a personal key names its user.
      changes: after.name === name ? [] : await memberKeysChanged(tx, ctx, user.id),
    };
  },
};
