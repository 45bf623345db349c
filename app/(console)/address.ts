/** What stands behind the ? of a page's address, as Next hands it to the page. */
export type Address = Promise<Record<string, string | string[] | undefined>>;
