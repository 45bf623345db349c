/** What a person must know who waits for Outposts: how they come by it, and what to do with one that does not. */
export function CatchUp({ what }: { what: string }) {
  return (
    <p className="max-w-prose text-faint text-xs">
      Outposts {what} by themselves, mostly within a second. One that is cut off from the hub may take a few
      minutes; restarting it hastens that.
    </p>
  );
}
