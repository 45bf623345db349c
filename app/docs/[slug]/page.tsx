import Link from "next/link";
import { notFound } from "next/navigation";
import { headingsOf } from "../headings";
import { Prose } from "../markdown";
import { OnThisPage } from "../on-this-page";
import { DOCS_PAGES, findPage } from "../pages";
import { readPage } from "../read-page";

type Props = { params: Promise<{ slug: string }> };

export default async function DocsPage({ params }: Props) {
  const page = findPage((await params).slug);
  if (!page) notFound();
  const next = DOCS_PAGES[DOCS_PAGES.indexOf(page) + 1];
  const markdown = await readPage(page);
  return (
    <div className="gap-12 xl:grid xl:grid-cols-[minmax(0,44rem)_minmax(0,1fr)]">
      <OnThisPage headings={headingsOf(markdown)} />
      <article className="prose">
        <Prose markdown={markdown} />
        {next ? (
          <p className="mt-12 border-line border-t pt-5 text-soft">
            Next: <Link href={`/docs/${next.slug}`}>{next.title}</Link>
          </p>
        ) : null}
      </article>
    </div>
  );
}
