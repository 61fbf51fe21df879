/** 「谁可以拉取」: a tab of an image's page. */
import { useImageTab } from "../../components/image/image-tab.ts";
import { WhoReaches } from "./WhoReaches.tsx";

export function Component() {
  const { organization, image } = useImageTab();
  return <WhoReaches place={{ organization, image }} />;
}
