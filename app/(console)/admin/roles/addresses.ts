export const ROLES_PAGE = "/admin/roles";
export const NEW_ROLE = `${ROLES_PAGE}/new`;
export const roleAddress = (slug: string) => `${ROLES_PAGE}/${slug}`;
