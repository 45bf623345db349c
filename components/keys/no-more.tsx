/** Where a date was planned that will not come. */
export function NoMore() {
  return (
    <span className="text-faint">
      <span aria-hidden="true">–</span>
      <span className="sr-only">Not any more</span>
    </span>
  );
}
