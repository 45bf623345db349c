import { Bdi } from "@/components/ui/bdi";
import { CopiedId } from "@/components/ui/copied-id";
import { DetailsGrid } from "@/components/ui/details-grid";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { Application } from "@/lib/services/applications/get";
import { Named } from "../_applications/named";

type Props = { application: Application; now: Date };

/** Whose it is, and what it is called elsewhere. */
export function ApplicationFacts({ application, now }: Props) {
  const { id, organization, group, owner, externalId, createdAt, createdByLabel } = application;
  return (
    <Section title="Facts">
      <DetailsGrid
        facts={[
          { term: "Organization", value: <Named name={organization} /> },
          {
            term: "Group",
            value: <Named name={group} />,
            note: group ? "Who is in it works with the application." : "Its owner works with it.",
          },
          { term: "Owner", value: <Named name={owner} none="Nobody" /> },
          {
            term: "External id",
            value: externalId ? <CopiedId id={externalId} what="external id" /> : <Named name={null} />,
          },
          {
            term: "Record id",
            value: <CopiedId id={id} />,
            note: "Names it in calls of the API.",
          },
          {
            term: "Created",
            value: (
              <>
                <Time at={createdAt} now={now} /> by <Bdi>{createdByLabel}</Bdi>
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
