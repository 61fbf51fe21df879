/** What a firing changes of a workload: images by the container's name, and nothing else. */
import type { ImageChange } from "../../core/console-operations/firings.ts";
import { type Container, containersOf, type Workload } from "./workload.ts";

/** kubectl's own, so that its users see who restarted what. */
const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

export interface Wanted {
  /** Names; none for every container that uses the image. */
  containers: readonly string[];
  /** `host/organization/image` */
  repository: string;
  tag: string;
  digest: string;
  /** The tag named other content before: a node may hold that under it. */
  isMoved: boolean;
  /** RFC 3339, always the same for the same firing: a second attempt finds it set. */
  restartedAt: string;
  /** What an earlier attempt of the same firing decided, and maybe set. */
  decided: readonly ImageChange[];
}

export type Plan =
  | { missing: string }
  /** `patch` is undefined where the workload has all of it. */
  | { changes: ImageChange[]; patch: object | undefined; isRestarted: boolean };

export function planPush(workload: Workload, wanted: Wanted): Plan {
  const chosen = choose(workload, wanted);
  if ("missing" in chosen) return chosen;
  const changes = chosen.map((container) => changeOf(container, imageFor(container, wanted)));
  const isChanged = changes.some(({ before, after }) => before !== after);
  // Nothing tells Kubernetes that a tag has other content; where nodes pull each time, new Pods are enough.
  const wantsRestart = !isChanged && chosen.some((container) => isPulledAlways(container));
  const isRestarted =
    wantsRestart && workload.spec.template.metadata?.annotations?.[RESTARTED_AT] === wanted.restartedAt;
  const annotations = wantsRestart && !isRestarted ? { [RESTARTED_AT]: wanted.restartedAt } : undefined;
  return {
    changes,
    isRestarted,
    patch: isChanged || annotations ? patchOf(workload, changes, annotations) : undefined,
  };
}

/** Sets the images given, whatever is there. */
export function planImages(workload: Workload, targets: readonly ImageChange[]): Plan {
  const containers = containersOf(workload);
  const changes: ImageChange[] = [];
  for (const { container: name, after } of targets) {
    const container = containers.find((it) => it.name === name);
    if (!container) return { missing: name };
    changes.push(changeOf(container, after));
  }
  const isChanged = changes.some(({ before, after }) => before !== after);
  return { changes, isRestarted: false, patch: isChanged ? patchOf(workload, changes) : undefined };
}

/** What each container ran before: by its content where only the tag would name it, which has other content now. */
export function imagesBefore(
  changes: readonly ImageChange[],
  { repository, tag, previousDigest }: { repository: string; tag: string; previousDigest: string | null },
): ImageChange[] {
  return changes.map((change) => {
    const isByMovedTag = previousDigest !== null && change.before === `${repository}:${tag}`;
    const after = isByMovedTag ? `${change.before}@${previousDigest}` : change.before;
    return { ...change, before: change.after, after };
  });
}

/** Of whichever tag or digest. */
export function usesImage(image: string, repository: string): boolean {
  return image.startsWith(repository) && /^($|[:@])/.test(image.slice(repository.length));
}

function choose(workload: Workload, { containers: names, repository }: Wanted) {
  const all = containersOf(workload);
  if (names.length === 0) {
    const using = all.filter(({ image }) => usesImage(image, repository));
    return using.length > 0 ? using : { missing: repository };
  }
  const missing = names.find((name) => !all.some((container) => container.name === name));
  return missing === undefined ? all.filter(({ name }) => names.includes(name)) : { missing };
}

/**
 * By its tag; with the digest behind it where nodes may hold other content under the tag and would not ask again. The
 * digest is then what counts, and the tag stays readable.
 */
function imageFor(container: Container, { repository, tag, digest, isMoved, decided }: Wanted): string {
  const before = decided.find((it) => it.container === container.name);
  if (before) return before.after;
  const byTag = `${repository}:${tag}`;
  const held = container.image === byTag || container.image.startsWith(`${repository}:${tag}@`);
  const isPinned = usesImage(container.image, repository) && container.image.includes("@");
  return !isPulledAlways(container) && (isMoved || held || isPinned) ? `${byTag}@${digest}` : byTag;
}

/** The default is written into a workload as it is made, and stays whatever the image becomes. */
function isPulledAlways({ imagePullPolicy }: Container): boolean {
  return imagePullPolicy === "Always";
}

function changeOf({ name, image, isInit }: Container & { isInit: boolean }, after: string): ImageChange {
  return { container: name, is_init: isInit, before: image, after };
}

/** Items in the workload's order: in another they would reorder it. */
function patchOf(
  workload: Workload,
  changes: readonly ImageChange[],
  annotations?: Record<string, string>,
): object {
  const items = (isInit: boolean) =>
    containersOf(workload).flatMap(({ name, isInit: its }) => {
      const change = its === isInit ? changes.find((it) => it.container === name) : undefined;
      return change && change.before !== change.after ? [{ name, image: change.after }] : [];
    });
  const [initContainers, containers] = [items(true), items(false)];
  return {
    metadata: { resourceVersion: workload.metadata.resourceVersion },
    spec: {
      template: {
        ...(annotations && { metadata: { annotations } }),
        spec: {
          ...(initContainers.length > 0 && { initContainers }),
          ...(containers.length > 0 && { containers }),
        },
      },
    },
  };
}
