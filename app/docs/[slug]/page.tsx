import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { headingsOf } from "../headings";
import { Prose } from "../markdown";
import { OnThisPage } from "../on-this-page";
import { DOCS_PAGES, findPage, readPage } from "../pages";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findPage((await params).slug)?.title };
}

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
