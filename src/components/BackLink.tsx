import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import styles from "./BackLink.module.css";

interface BackLinkProps {
  to: string;
  /** What is there. */
  children: ReactNode;
}

/** Over a page's title: leads to the page it belongs to. */
export function BackLink({ to, children }: BackLinkProps) {
  return (
    <Link className={styles.back} to={to}>
      <ArrowLeft size={14} aria-hidden />
      {children}
    </Link>
  );
}
