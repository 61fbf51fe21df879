/** The registry's files in memory, for the demo in the browser. */
import type { ByteRange, Storage } from "../server/registry/storage.ts";

export function createMemoryStorage(): Storage {
  /** As Blobs: appending to one copies nothing, and the browser may keep it on disk. */
  const files = new Map<string, Blob>();

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
      files.set(path, new Blob([bytes.slice()]));
    },
    async openAppend(path) {
      const file = files.get(path) ?? new Blob([]);
      files.set(path, file);
      return {
        offset: file.size,
        async write(chunks) {
          const copies = chunks.map((chunk) => chunk.slice());
          files.set(path, new Blob([files.get(path) ?? "", ...copies]));
        },
        async sync() {},
        async close() {},
      };
    },
    async move(from, to) {
      const file = files.get(from);
      if (!file) throw new Error(`no such file: ${from}`);
      files.delete(from);
      files.set(to, file);
    },
    async list(folder) {
      const names = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
      return [...new Set(names.map((path) => path.slice(folder.length + 1).split("/", 1)[0] ?? ""))];
    },
    async remove(path) {
      for (const name of [...files.keys()]) {
        if (name === path || name.startsWith(`${path}/`)) files.delete(name);
      }
    },
  };
}

function slice(file: Blob, range: ByteRange | undefined): Blob {
  return range ? file.slice(range.start, range.end + 1) : file;
}
