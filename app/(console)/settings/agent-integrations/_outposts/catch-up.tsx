/** What a person must know who waits for Outposts: how they come by it, and what one does that does not. */
export function CatchUp({ what }: { what: string }) {
  return (
    <p className="max-w-prose text-faint text-xs">
      Outposts {what} by themselves, mostly within a second. One that cannot reach the hub goes on with what
      it knows for up to a day, then lets nobody in until it hears from the hub.
    </p>
  );
}
