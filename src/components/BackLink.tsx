import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import styles from "./BackLink.module.css";

interface BackLinkProps {
  to: string;
  /** For a name of the registry, whole however long it is. */
  mono?: boolean;
  /** What is there. */
  children: ReactNode;
}

/** Over a page's title: leads to the page it belongs to. */
export function BackLink({ to, mono = false, children }: BackLinkProps) {
  return (
    <Link className={styles.back} to={to}>
      <ArrowLeft size={14} aria-hidden />
      {mono ? <span className={styles.mono}>{children}</span> : children}
    </Link>
  );
}
