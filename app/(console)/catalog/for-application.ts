/** The catalog, or one API of it, as it is opened for an application that is to subscribe; null = for none. */
export function catalogAddress(application: string | null, api?: string): string {
  const path = api === undefined ? "/catalog" : `/catalog/${api}`;
  return application === null ? path : `${path}?application=${application}`;
}
