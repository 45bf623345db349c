import { Bdi } from "./bdi";

const NAMED = 3;
type Props = { people: readonly { userId: string; name: string }[] };

/** A few people by name, and how many more. */
export function FewNames({ people }: Props) {
  const more = people.length - NAMED;
  return (
    <>
      {people.slice(0, NAMED).map(({ userId, name }, index) => (
        <span key={userId}>
          {index > 0 ? ", " : null}
          <Bdi>{name}</Bdi>
        </span>
      ))}
      {more > 0 ? <span className="text-faint"> and {more.toLocaleString("en")} more</span> : null}
    </>
  );
}
