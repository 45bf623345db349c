/** A good input for every command and query there is. */
import type { Sample } from "./sample";
import { ACCESS_KEY_SAMPLES } from "./samples/access-keys";
import { APPLICATION_SAMPLES } from "./samples/applications";
import { AUDIT_SAMPLES } from "./samples/audit";
import { CATALOG_SAMPLES } from "./samples/catalog";
import { DEMO_SAMPLES } from "./samples/demo";
import { KEY_SET_SAMPLES } from "./samples/key-sets";
import { NOTICE_SAMPLES } from "./samples/notices";
import { OUTPOST_SAMPLES } from "./samples/outposts";
import { PEOPLE_SAMPLES } from "./samples/people";
import { PERSONAL_KEY_SAMPLES } from "./samples/personal-keys";
import { ROLE_SAMPLES } from "./samples/roles";
import { SIGNING_KEY_SAMPLES } from "./samples/signing-keys";
import { WORKSPACE_SAMPLES } from "./samples/workspaces";

export const SAMPLES: Sample[] = [
  ...ACCESS_KEY_SAMPLES,
  ...PERSONAL_KEY_SAMPLES,
  ...PEOPLE_SAMPLES,
  ...ROLE_SAMPLES,
  ...WORKSPACE_SAMPLES,
  ...SIGNING_KEY_SAMPLES,
  ...OUTPOST_SAMPLES,
  ...CATALOG_SAMPLES,
  ...APPLICATION_SAMPLES,
  ...KEY_SET_SAMPLES,
  ...NOTICE_SAMPLES,
  ...AUDIT_SAMPLES,
  ...DEMO_SAMPLES,
];
