/**
 * Renders Markdown that may be hostile. It becomes React elements, never HTML: markup shows as plain letters, so there
 * is nothing a sanitiser could miss. Images become links: loaded from elsewhere, they would tell their host who reads
 * the page, and the content security policy refuses them anyway.
 */
import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { useT } from "../i18n/use-t.ts";
import { flattenWhatIsDeep, isTooMuchMarkdown } from "../lib/markdown-bounds.ts";
import { safeHref } from "../lib/safe-href.ts";
import { Warning } from "../ui/Warning.tsx";
import styles from "./Markdown.module.css";

export function Markdown({ text }: { text: string }) {
  const t = useT();
  if (isTooMuchMarkdown(text)) {
    return (
      <>
        <Warning>{t("images.description.tooMuch")}</Warning>
        <pre className={styles.plain} dir="auto">
          {text}
        </pre>
      </>
    );
  }
  return (
    // Isolates the text's direction, so that a bidi character in it does not turn the page around.
    <div className={styles.markdown} dir="auto">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[flattenWhatIsDeep]}
        components={COMPONENTS}
        urlTransform={safeHref}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

/** The page has the first heading, so a description's headings begin below it. */
const COMPONENTS: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  img: ({ src, alt }) => <ImageLink src={src} alt={alt} />,
};

function ImageLink({ src, alt }: { src: string | undefined; alt: string | undefined }) {
  const t = useT();
  return <SafeLink href={src}>{t("images.description.image", { name: alt || src || "" })}</SafeLink>;
}

/** Without a safe address only the words stay. */
function SafeLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
