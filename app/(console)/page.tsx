import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Bdi } from "@/components/ui/bdi";
import { ButtonLink } from "@/components/ui/button-link";
import { DetailsGrid } from "@/components/ui/details-grid";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { admit, visit } from "@/lib/entry/page";
import { firstArea } from "./areas";

export const metadata: Metadata = { title: "Home" };

/** The first area that is open to the visitor; for roles without any of their own, who they are and whom to ask. */
export default async function Home() {
  const { visitor } = await visit();
  const area = firstArea(visitor.role);
  if (area) redirect(area);
  const admission = await admit("access-key:view");
  const people = admission.admitted ? [] : admission.people;
  return (
    <>
      <PageHeader
        title={
          <>
            You are in <Bdi>{visitor.workspaceName}</Bdi>
          </>
        }
        purpose="Your role opens no area of the console but your own profile. You are known here, and can be given another role."
        action={<ButtonLink href="/docs">Documentation</ButtonLink>}
      />
      <DetailsGrid
        facts={[
          { term: "Name", value: <Bdi>{visitor.name}</Bdi>, note: <Bdi>{visitor.email}</Bdi> },
          { term: "Role", value: <Bdi>{visitor.role.name}</Bdi> },
        ]}
      />
      <Section className="mt-12" title="Who can give you another role">
        <ul className="border-line border-t">
          {people.map((person) => (
            <li
              key={person.email}
              className="flex flex-wrap justify-between gap-x-6 gap-y-0.5 border-line border-b py-2.5"
            >
              <span>
                <Bdi>{person.name}</Bdi> <span className="text-faint">{person.role}</span>
              </span>
              <a className="link" href={`mailto:${encodeURIComponent(person.email)}`}>
                <Bdi>{person.email}</Bdi>
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
