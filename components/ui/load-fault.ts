/** Whether an error says that a script or an answer did not arrive, in the words of the browsers and of the bundler. */
export function isLoadFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === "ChunkLoadError" ||
    /failed to load chunk|loading (css )?chunk|dynamically imported module|importing a module script|failed to fetch|networkerror|load failed/i.test(
      error.message,
    )
  );
}
