export const TEMPLATES = "/admin/policy-templates";
export const NEW_TEMPLATE = `${TEMPLATES}/new`;
export const templateAddress = (id: string) => `${TEMPLATES}/${id}`;
