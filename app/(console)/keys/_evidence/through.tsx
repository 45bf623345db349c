import { Bdi } from "@/components/ui/bdi";
import { counted } from "@/components/ui/counted";

interface Came {
  atGate: boolean;
  /** Null in place of a name that one may not see. */
  outposts: readonly (string | null)[];
}

/** Which Outposts a caller came through, by name or number; nothing for one that a gate alone was asked about. */
export function Through({ outposts, atGate }: Came) {
  if (outposts.length === 0) return null;
  const and = atGate ? " and the hub" : "";
  const names = outposts.filter((name) => name !== null);
  if (names.length === 0)
    return `through ${outposts.length === 1 ? "an Outpost" : counted(outposts.length, "Outpost")}${and}`;
  return (
    <>
      through {outposts.length === 1 ? "Outpost " : "Outposts "}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 ? ", " : ""}
          <Bdi>{name}</Bdi>
        </span>
      ))}
      {and}
    </>
  );
}
