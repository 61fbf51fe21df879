/** When the person last did something here. Requests long after that are the page's own, such as polls. */

const UNATTENDED_AFTER_MS = 60_000;

let lastUse = Date.now();

export function watchUse(): void {
  const used = () => {
    lastUse = Date.now();
  };
  for (const event of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    addEventListener(event, used, { capture: true, passive: true });
  }
}

export function isUnattended(): boolean {
  return Date.now() - lastUse > UNATTENDED_AFTER_MS;
}
