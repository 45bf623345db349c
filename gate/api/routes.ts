/** The management API as data: the router, the document and the matrix of bad input are made from this list. */
import { API_ROUTES } from "./catalog/api-routes";
import { APPLICATION_ROUTES } from "./catalog/application-routes";
import { KEY_SET_ROUTES } from "./catalog/key-set-routes";
import { GROUP_ROUTES, ORGANIZATION_ROUTES } from "./catalog/organization-routes";
import { POLICY_TEMPLATE_ROUTES } from "./catalog/policy-template-routes";
import { SUBSCRIPTION_ROUTES } from "./catalog/subscription-routes";
import { ACCESS_KEY_ROUTES } from "./operations/access-key-routes";
import { DELIVERY_ROUTES } from "./operations/delivery-routes";
import { OUTPOST_ROUTES } from "./operations/outpost-routes";
import { PERSONAL_KEY_ROUTES } from "./operations/personal-key-routes";
import { SIGNING_KEY_ROUTES } from "./operations/signing-key-routes";
import type { Route } from "./route";

export const ROUTES: readonly Route[] = [
  ...ACCESS_KEY_ROUTES,
  ...PERSONAL_KEY_ROUTES,
  ...SIGNING_KEY_ROUTES,
  ...OUTPOST_ROUTES,
  ...POLICY_TEMPLATE_ROUTES,
  ...API_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...GROUP_ROUTES,
  ...APPLICATION_ROUTES,
  ...SUBSCRIPTION_ROUTES,
  ...KEY_SET_ROUTES,
  ...DELIVERY_ROUTES,
];
