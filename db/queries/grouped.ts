/** Rows by what they have in common, each group in the order of the rows. */
export function grouped<One, By>(all: readonly One[], by: (one: One) => By): Map<By, One[]> {
  const groups = new Map<By, One[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}
