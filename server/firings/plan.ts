/** What a firing changes of a workload: images by the container's name, and nothing else. */
import type { ImageChange } from "../../core/console-operations/firings.ts";
import { type Container, containersOf, type Workload } from "./workload.ts";

/** kubectl's own, so that its users see who restarted what. */
const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

export interface Wanted {
  /** Names of containers; empty: every container that uses the image. */
  containers: readonly string[];
  /** `host/organization/image` */
  repository: string;
  tag: string;
  digest: string;
  /** The tag named other content before, which a node may still hold under that name. */
  isMoved: boolean;
  /** RFC 3339. The same for all triggers of a push, at each attempt, so that later ones find it set. */
  restartedAt: string;
  /** What an earlier attempt decided, and other triggers for the same push, and may have set. */
  decided: readonly ImageChange[];
}

export type Plan =
  | { missing: string }
  | {
      /** From what ran before the push, whoever has set it. */
      changes: ImageChange[];
      /** Undefined where nothing has to be changed. */
      patch: object | undefined;
      /** An earlier attempt, or another trigger for the same push, has set it: that roll-out is this one's, too. */
      isSet: boolean;
    };

export function planPush(workload: Workload, wanted: Wanted): Plan {
  const chosen = choose(workload, wanted);
  if ("missing" in chosen) return chosen;
  const changes = chosen.map((container) => changeOf(container, imageFor(container, wanted)));
  const isChanged = changes.some(({ before, after }) => before !== after);
  const isDecidedSet = wanted.decided.some(
    (change) => change.before !== change.after && isInPlace(workload, change),
  );
  // Kubernetes does not notice that a tag has other content. Where nodes pull each time, new Pods are enough.
  const wantsRestart = !isChanged && !isDecidedSet && chosen.some((container) => isPulledAlways(container));
  const isRestarted =
    wantsRestart && workload.spec.template.metadata?.annotations?.[RESTARTED_AT] === wanted.restartedAt;
  const annotations = wantsRestart && !isRestarted ? { [RESTARTED_AT]: wanted.restartedAt } : undefined;
  return {
    changes: changes.map((change) => sinceDecided(change, wanted.decided)),
    isSet: isDecidedSet || isRestarted,
    patch: isChanged || annotations ? patchOf(workload, changes, annotations) : undefined,
  };
}

export function isInPlace(workload: Workload, { container, after }: ImageChange): boolean {
  return containersOf(workload).some(({ name, image }) => name === container && image === after);
}

/** Sets the given images, whatever runs now. */
export function planImages(workload: Workload, targets: readonly ImageChange[]): Plan {
  const containers = containersOf(workload);
  const changes: ImageChange[] = [];
  for (const { container: name, after } of targets) {
    const container = containers.find((it) => it.name === name);
    if (!container) return { missing: name };
    changes.push(changeOf(container, after));
  }
  const isChanged = changes.some(({ before, after }) => before !== after);
  return { changes, isSet: false, patch: isChanged ? patchOf(workload, changes) : undefined };
}

/**
 * The way back: what each container ran before. Where that was a tag which has moved since, the digest it had then is
 * added.
 */
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

/** Whether a container's image is this one, under any tag or digest. */
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
 * The reference to set: by tag, with the digest added where nodes may hold other content under the tag and would not
 * pull again. Kubernetes then goes by the digest, and people still read the tag.
 */
function imageFor(container: Container, { repository, tag, digest, isMoved, decided }: Wanted): string {
  const before = decided.find((it) => it.container === container.name);
  if (before) return before.after;
  const byTag = `${repository}:${tag}`;
  const held = container.image === byTag || container.image.startsWith(`${repository}:${tag}@`);
  const isPinned = usesImage(container.image, repository) && container.image.includes("@");
  return !isPulledAlways(container) && (isMoved || held || isPinned) ? `${byTag}@${digest}` : byTag;
}

/** The API server writes the default into each workload when it is created, so the field is always there. */
function isPulledAlways({ imagePullPolicy }: Container): boolean {
  return imagePullPolicy === "Always";
}

function changeOf({ name, image, isInit }: Container & { isInit: boolean }, after: string): ImageChange {
  return { container: name, is_init: isInit, before: image, after };
}

function sinceDecided(change: ImageChange, decided: readonly ImageChange[]): ImageChange {
  const { container, before } = change;
  return decided.find((it) => it.container === container && it.after === before) ?? change;
}

/** Containers stand in the workload's own order: a patch in another order would reorder them. */
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
