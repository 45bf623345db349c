/** Why a page or a part of it may have stayed away, the likeliest cause first. */
export function LoadAdvice() {
  return (
    <ul className="grid list-disc gap-1 pl-4 marker:text-faint">
      <li>The connection: is it up? A slow one may only need a moment.</li>
      <li>The browser: it must be Chrome or Edge 111, Firefox 111, Safari 16.4, or newer.</li>
      <li>An extension that blocks scripts: let it allow this address.</li>
      <li>Pieces of an older version in the cache: hold Shift and load the page again.</li>
      <li>None of these? Tell whoever runs the hub.</li>
    </ul>
  );
}
