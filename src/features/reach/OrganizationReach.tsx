/** 「谁可以拉取」: a tab of an organization's page. */
import { useParams } from "react-router-dom";
import { WhoReaches } from "./WhoReaches.tsx";

export function Component() {
  const { organization = "" } = useParams();
  return <WhoReaches key={organization} place={{ organization }} />;
}
