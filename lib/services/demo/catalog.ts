import { createApi } from "../apis/create";
import { retireApi } from "../apis/retire";
import { createApplication } from "../applications/create";
import { createGroup } from "../groups/create";
import { addGroupMember } from "../groups/members";
import { createOrganization } from "../organizations/create";
import { createPolicyTemplate } from "../policy-templates/create";
import type { Stage } from "./stage";

const days = (amount: number) => ({ amount, unit: "days" });
const months = (amount: number) => ({ amount, unit: "months" });

const TEMPLATES = {
  monthly: {
    name: "Monthly rotation",
    description: "For our own applications: rotated by itself, with a week to switch",
    expiration: months(3),
    rotation: days(30),
    overlapDays: 7,
    notifyDays: [7, 1],
  },
  payments: {
    name: "Payment systems",
    description: "A new secret every two weeks, shown once",
    expiration: days(90),
    rotation: days(14),
    overlapDays: 2,
    retrievable: false,
    notifyDays: [3],
  },
  partner: {
    name: "Partner, one year",
    description: "Partners renew with their contract",
    expiration: months(12),
    manualRegeneration: true,
    retrievable: false,
    notifyDays: [30, 7],
  },
  trial: {
    name: "Trial, two weeks",
    description: "Ends by itself; whoever goes on gets another",
    expiration: days(14),
    manualRegeneration: false,
    notifyDays: [3],
  },
};
type TemplateName = keyof typeof TEMPLATES;

interface DemoApi {
  name: string;
  version: string;
  description: string;
  documentation: string;
  approval: "auto" | "manual";
  auth: Partial<Record<"api_key" | "oauth2_client_credentials" | "basic", TemplateName>>;
  productionOnly?: boolean;
}

const APIS = {
  oldOrders: {
    name: "Orders",
    version: "0",
    description: "The first orders API, replaced by version 1",
    documentation: "Use Orders 1.",
    approval: "manual",
    auth: { api_key: "partner" },
  },
  orders: {
    name: "Orders",
    version: "1",
    description: "Place orders, follow them, cancel them",
    documentation: "https://docs.northwind.example/orders",
    approval: "auto",
    auth: { api_key: "monthly", oauth2_client_credentials: "monthly" },
  },
  inventory: {
    name: "Inventory",
    version: "2",
    description: "What is in stock, and in which hall",
    documentation: "https://docs.northwind.example/inventory",
    approval: "manual",
    auth: { api_key: "monthly" },
  },
  payments: {
    name: "Payments",
    version: "1",
    description: "Authorize, capture and refund",
    documentation: "https://docs.northwind.example/payments",
    approval: "manual",
    auth: { oauth2_client_credentials: "payments" },
    productionOnly: true,
  },
  shipping: {
    name: "Shipping",
    version: "1",
    description: "Labels, parcels and where they are",
    documentation: "https://docs.northwind.example/shipping",
    approval: "auto",
    auth: { basic: "partner", api_key: "trial" },
  },
  reporting: {
    name: "Reporting",
    version: "1",
    description: "Sales by day, product and region",
    documentation: "Ask the data team for the list of reports.",
    approval: "manual",
    auth: { api_key: "partner" },
  },
} satisfies Record<string, DemoApi>;
export type ApiName = keyof typeof APIS;

const ORGANIZATIONS = {
  own: { name: "Northwind Traders", kind: "internal" },
  coffee: { name: "Harbor Coffee", kind: "external" },
  freight: { name: "Atlas Freight", kind: "external" },
};
const GROUPS = { storefront: "Storefront", logistics: "Logistics", data: "Data" };

const APPLICATIONS = {
  shop: ["Web shop", "The shop that customers see", "own", "storefront", "CMDB-1042"],
  mobile: ["Mobile app", "iOS and Android", "own", "storefront", "CMDB-1051"],
  scanners: ["Warehouse scanners", "Handhelds in halls 1 to 4", "own", "logistics", "CMDB-0987"],
  reports: ["Nightly reports", "Runs at two in the morning", "own", "data", "CMDB-1103"],
  legacy: ["Legacy ERP bridge", "To be switched off in spring", "own", "logistics", "CMDB-0412"],
  kiosk: ["Coffee kiosk", "Orders from the counter", "coffee", null, null],
  tracker: ["Freight tracker", "Where each pallet is", "freight", null, null],
} as const;
export type ApplicationName = keyof typeof APPLICATIONS;

export interface DemoCatalog {
  apis: Record<ApiName, string>;
  applications: Record<ApplicationName, string>;
}

/** Organizations, groups, policy templates, APIs and applications. `ownerId`: who answers for some of them. */
export async function makeCatalog(
  stage: Stage,
  places: { production: string; staging: string },
  ownerId: string | null,
): Promise<DemoCatalog> {
  const ids = async <Name extends string, Row>(
    rows: Record<Name, Row>,
    make: (row: Row) => Promise<string>,
  ) => {
    const made: [string, string][] = [];
    for (const [name, row] of Object.entries<Row>(rows)) made.push([name, await make(row)]);
    return Object.fromEntries(made) as Record<Name, string>;
  };
  const organizations = await ids(
    ORGANIZATIONS,
    async (row) => (await stage.make("organization", createOrganization, 60, row)).id,
  );
  const groups = await ids(GROUPS, async (name) => (await stage.make("group", createGroup, 60, { name })).id);
  if (ownerId !== null) await stage.run(addGroupMember, 60, { id: groups.storefront, userId: ownerId });
  const templates = await ids(
    TEMPLATES,
    async (row) => (await stage.make("policy-template", createPolicyTemplate, 59, row)).id,
  );
  const apis = await ids<ApiName, DemoApi>(APIS, async ({ auth, productionOnly, ...row }) => {
    const authTypes = Object.entries(auth).map(([authType, template]) => ({
      authType,
      policyTemplateId: templates[template],
    }));
    const environments = productionOnly ? [places.production] : [...new Set(Object.values(places))];
    return (await stage.make("api", createApi, 58, { ...row, environments, authTypes })).id;
  });
  await stage.run(retireApi, 41, { id: apis.oldOrders });
  const applications = await ids(
    APPLICATIONS,
    async ([name, description, organization, group, externalId]) => {
      const input = {
        ...{ name, description, externalId, organizationId: organizations[organization] },
        groupId: group === null ? null : groups[group],
        ownerId: group === "storefront" ? ownerId : null,
      };
      return (await stage.make("application", createApplication, 55, input)).id;
    },
  );
  return { apis, applications };
}
