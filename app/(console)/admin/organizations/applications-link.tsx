import { ReachedLink } from "@/components/ui/reached-link";

type Props = { of: "organization" | "group"; row: { id: string; name: string; applications: number } };

/** How many applications belong to it, with the way to them. */
export function ApplicationsLink({ of, row: { id, name, applications } }: Props) {
  if (applications === 0) return <span className="tabular text-faint">0</span>;
  return (
    <ReachedLink
      href={`/applications?${of}=${id}`}
      aria-label={`${applications} ${applications === 1 ? "application" : "applications"} of ${name}`}
      className="link tabular"
    >
      {applications.toLocaleString("en")}
    </ReachedLink>
  );
}
