import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "@/components/ui/code-block";
import { anchorOf } from "./anchor";

const components: Components = {
  a: ({ href = "", children }) => <Anchor href={href}>{children}</Anchor>,
  h2: ({ children }) => <h2 id={anchorOf(children)}>{children}</h2>,
  h3: ({ children }) => <h3 id={anchorOf(children)}>{children}</h3>,
  h4: ({ children }) => <h4 id={anchorOf(children)}>{children}</h4>,
  pre: ({ children }) => <CodeBlock className="[&_pre]:border-0" code={codeOf(children)} />,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <table tabIndex={0}>{children}</table>
  ),
};

/** Markdown of our own pages as prose. HTML in it is not interpreted. */
export function Prose({ markdown }: { markdown: string }) {
  return (
    <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
      {markdown}
    </ReactMarkdown>
  );
}

/** `managing-keys.md#lifecycle` leads to the file in the repository, and to the page here. */
function Anchor({ href, children }: { href: string; children: ReactNode }) {
  const file = /^(?:\.\/)?([a-z-]+)\.md(#.*)?$/.exec(href);
  if (file) return <Link href={`/docs/${file[1]}${file[2] ?? ""}`}>{children}</Link>;
  if (href.startsWith("/")) return <Link href={href}>{children}</Link>;
  return <a href={href}>{children}</a>;
}

/** The text inside `<pre><code>`. */
function codeOf(children: ReactNode): string {
  const code = children as { props?: ComponentProps<"code"> } | null;
  return String(code?.props?.children ?? "").replace(/\n$/, "");
}
