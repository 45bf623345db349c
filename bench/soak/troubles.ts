/** What befalls the second gate while keys are revoked. */
import { setTimeout as sleep } from "node:timers/promises";
import type { House } from "../testing/house";

export interface Trouble {
  name: string;
  begin(): Promise<void>;
  /** Goes on while the revocations are under way. */
  meanwhile(): Promise<void>;
  end(): Promise<void>;
  /** The revocations are asked for up to so long after the beginning. */
  revokeWithinMs: number;
  /** Who is asked to revoke, in turn: a gate, or the console, which has no gate in its process. */
  doors: (0 | 1 | "console")[];
  /** Who has to stand on a receipt, on one of its sides. */
  named: string[];
  /** Of those, who cannot have reported. */
  silent: string[];
  /** Whether the second gate is cut off meanwhile: for long enough, it counts as gone and stands on no receipt. */
  cutsOff: boolean;
}

const both = ["gate-one", "gate-two"];
const everyDoor: Trouble["doors"] = [0, 1, "console"];
const nothing = async () => {};

/** All is well. */
function none(): Trouble {
  const rest = { revokeWithinMs: 100, doors: everyDoor, named: both, silent: [], cutsOff: false };
  return { name: "no trouble", begin: nothing, meanwhile: nothing, end: nothing, ...rest };
}

/** Its connections to the change feed are killed again and again; it may come back in between. */
function killedFeed({ superuser }: House): Trouble {
  let killing = false;
  let loop = Promise.resolve();
  return {
    name: "the second gate's feed is killed, over and over",
    async begin() {
      killing = true;
      loop = (async () => {
        while (killing) {
          await superuser`select pg_terminate_backend(pid) from pg_stat_activity
            where application_name in ('keysmith feed of gate-two', 'keysmith ears of gate-two')`;
          await sleep(20);
        }
      })();
    },
    meanwhile: nothing,
    async end() {
      killing = false;
      await loop;
    },
    revokeWithinMs: 1_500,
    doors: everyDoor,
    named: both,
    silent: [],
    cutsOff: true,
  };
}

/** Its connections are killed, and its place among the gates is held so that it cannot come back. */
function blockedFeed(house: House): Trouble {
  const kill = killedFeed(house);
  let release: () => void = () => {};
  let held: Promise<unknown> = Promise.resolve();
  return {
    ...kill,
    name: "the second gate's feed is killed and cannot come back",
    async begin() {
      const over = new Promise<void>((resolve) => {
        release = resolve;
      });
      await new Promise<void>((locked) => {
        held = house.superuser.begin(async (tx) => {
          await tx`select 1 from verifiers where name = 'gate-two' for update`;
          locked();
          await over;
        });
      });
      await kill.begin();
    },
    async end() {
      await kill.end();
      release();
      await held;
    },
    silent: ["gate-two"],
  };
}

/** It is stopped in its tracks, and goes on after everything has been acknowledged, with all that it remembers. */
function stopped({ gates }: House): Trouble {
  const second = gates[1]!;
  return {
    name: "the second gate is stopped, and continued afterwards",
    begin: async () => second.signal("SIGSTOP"),
    meanwhile: nothing,
    async end() {
      await sleep(Math.random() * 300);
      second.signal("SIGCONT");
    },
    revokeWithinMs: 300,
    doors: [0, "console"],
    named: both,
    silent: ["gate-two"],
    cutsOff: true,
  };
}

/** It is continued at any moment around the acknowledgement. */
function faltering(house: House): Trouble {
  const second = house.gates[1]!;
  return {
    ...stopped(house),
    name: "the second gate is stopped, and continued at any moment",
    async meanwhile() {
      await sleep(Math.random() * 1_200);
      second.signal("SIGCONT");
    },
    end: nothing,
    silent: [],
  };
}

/** It is stopped for so long that it no longer counts among the living: nobody waits for it any more. */
function longGone(house: House): Trouble {
  return {
    ...stopped(house),
    name: "the second gate is stopped until it counts as gone",
    async begin() {
      house.gates[1]!.signal("SIGSTOP");
      await sleep(5_500);
    },
    named: ["gate-one"],
    silent: [],
  };
}

export const TROUBLES = [none, killedFeed, blockedFeed, stopped, faltering, longGone];
