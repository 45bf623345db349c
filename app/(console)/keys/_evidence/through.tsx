import { Bdi } from "@/components/ui/bdi";

interface Came {
  atGate: boolean;
  outposts: readonly string[];
}

/** Which Outposts a caller came through, by name; nothing for one that a gate was asked about. */
export function Through({ outposts, atGate }: Came) {
  if (outposts.length === 0) return null;
  return (
    <>
      through {outposts.length === 1 ? "Outpost " : "Outposts "}
      {outposts.map((name, index) => (
        <span key={name}>
          {index > 0 ? ", " : ""}
          <Bdi>{name}</Bdi>
        </span>
      ))}
      {atGate ? " and the hub" : ""}
    </>
  );
}
