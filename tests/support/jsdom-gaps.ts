/** Stand-ins for what jsdom lacks, for component tests. It has no layout, so nothing changes its size. */
globalThis.ResizeObserver = class implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
};

/** Everything is in view. */
globalThis.IntersectionObserver = class {
  #seen: () => void;
  constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
    this.#seen = () => callback([{ isIntersecting: true }]);
  }
  observe() {
    this.#seen();
  }
  disconnect() {}
} as unknown as typeof IntersectionObserver;

/** No media query matches: the window is wide, the person has no wishes of their own. */
const mediaQuery = Object.assign(new EventTarget(), { matches: false });
globalThis.matchMedia = () => mediaQuery as unknown as MediaQueryList;

/** The demo's storage reads blobs so. */
Blob.prototype.stream = function () {
  return new ReadableStream({
    start: async (controller) => {
      controller.enqueue(new Uint8Array(await this.arrayBuffer()));
      controller.close();
    },
  });
};

Element.prototype.scrollIntoView = () => {};
HTMLElement.prototype.showPopover = () => {};
HTMLElement.prototype.hidePopover = () => {};
/** It has the element but does not open it. */
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
  this.querySelector("input")?.focus();
};
