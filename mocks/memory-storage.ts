/** The registry's files in memory, for the demo in the browser. */
import type { ByteRange, Storage } from "../server/ports/storage.ts";

export function createMemoryStorage(): Storage {
  /** As Blobs: appending to one copies nothing, and the browser may keep it on disk. */
  const files = new Map<string, Blob>();
  const times = new Map<string, Date>();

  function put(path: string, file: Blob): void {
    files.set(path, file);
    times.set(path, new Date());
  }

  function drop(path: string): void {
    files.delete(path);
    times.delete(path);
  }

  return {
    size: async (path) => files.get(path)?.size,
    async readBytes(path) {
      const file = files.get(path);
      return file && new Uint8Array(await file.arrayBuffer());
    },
    readStream(path, range) {
      const file = files.get(path);
      if (!file) throw new Error(`no such file: ${path}`);
      return slice(file, range).stream();
    },
    async writeBytes(path, bytes) {
      put(path, new Blob([bytes.slice()]));
    },
    async openAppend(path) {
      const file = files.get(path) ?? new Blob([]);
      put(path, file);
      return {
        offset: file.size,
        async write(chunks) {
          const copies = chunks.map((chunk) => chunk.slice());
          put(path, new Blob([files.get(path) ?? "", ...copies]));
        },
        async sync() {},
        async close() {},
      };
    },
    async move(from, to) {
      const file = files.get(from);
      if (!file) throw new Error(`no such file: ${from}`);
      drop(from);
      put(to, file);
    },
    modifiedAt: async (path) => times.get(path),
    async touch(path) {
      if (files.has(path)) times.set(path, new Date());
    },
    async list(folder) {
      const names = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
      return [...new Set(names.map((path) => path.slice(folder.length + 1).split("/", 1)[0] ?? ""))];
    },
    async remove(path) {
      for (const name of [...files.keys()]) {
        if (name === path || name.startsWith(`${path}/`)) drop(name);
      }
    },
  };
}

function slice(file: Blob, range: ByteRange | undefined): Blob {
  return range ? file.slice(range.start, range.end + 1) : file;
}
