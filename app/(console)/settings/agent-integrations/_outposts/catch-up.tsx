/** What a person must know who waits for Outposts: how they come by it, what hastens one, and what one does meanwhile. */
export function CatchUp({ what }: { what: string }) {
  return (
    <p className="max-w-prose text-faint text-xs">
      Outposts {what} by themselves, mostly within a second. One that is cut off from the hub may take a few
      minutes; restarting it hastens that once it can reach the hub. Until it does, it goes on with what it
      knows for up to a day, then lets nobody in.
    </p>
  );
}
