import { Badge } from "@/components/ui/badge";
import { Bdi } from "@/components/ui/bdi";
import { DetailsGrid, type Fact } from "@/components/ui/details-grid";
import { Time } from "@/components/ui/time";
import { APPROVAL_LABELS, APPROVAL_PURPOSES } from "@/lib/domain/apis/approval";
import { documentationLink } from "@/lib/domain/apis/documentation";
import type { Api } from "@/lib/services/apis/get";

/** What an API is, where it is offered, how one is let in. */
export function ApiFacts({ api, now }: { api: Api; now: Date }) {
  const retired: Fact[] = api.retiredAt
    ? [
        {
          term: "Retired",
          value: <Time at={api.retiredAt} now={now} />,
          note: "It takes no new subscriptions. Those there are go on.",
        },
      ]
    : [];
  return (
    <DetailsGrid
      facts={[
        {
          term: "Programs name it",
          value: <code>{api.slug}</code>,
          note: "Your API names it when it has a key verified.",
        },
        {
          term: "Environments",
          value: (
            <span className="flex flex-wrap gap-1.5">
              {api.environments.map((name) => (
                <Badge key={name}>{name}</Badge>
              ))}
            </span>
          ),
        },
        {
          term: "Approval",
          value: APPROVAL_LABELS[api.approval],
          note: APPROVAL_PURPOSES[api.approval],
        },
        { term: "Documentation", value: <Documentation text={api.documentation} /> },
        { term: "Added", value: <Time at={api.createdAt} now={now} show="date" /> },
        ...retired,
      ]}
    />
  );
}

/** A link, or text as it was typed. */
function Documentation({ text }: { text: string }) {
  const link = documentationLink(text);
  if (link)
    return (
      <a className="link wrap-anywhere" href={link} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
    );
  if (text === "") return <span className="text-faint">None given</span>;
  return (
    <span className="block max-h-80 overflow-y-auto whitespace-pre-line">
      <Bdi>{text}</Bdi>
    </span>
  );
}
