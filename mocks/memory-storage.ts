/** The registry's files in memory, for the demo in the browser. */
import type { ByteRange, Storage } from "../server/ports/storage.ts";

export interface MemoryFile {
  /** As a Blob: appending to one copies nothing, and the browser may keep it on disk. */
  content: Blob;
  modifiedAt: Date;
}

/** Keeps them in `files`, by path. */
export function createMemoryStorage(files = new Map<string, MemoryFile>()): Storage {
  const put = (path: string, content: Blob) => files.set(path, { content, modifiedAt: new Date() });

  return {
    size: async (path) => files.get(path)?.content.size,
    async readBytes(path) {
      const file = files.get(path);
      return file && new Uint8Array(await file.content.arrayBuffer());
    },
    readStream(path, range) {
      const file = files.get(path);
      if (!file) throw new Error(`no such file: ${path}`);
      return slice(file.content, range).stream();
    },
    async writeBytes(path, bytes) {
      put(path, new Blob([bytes.slice()]));
    },
    async openAppend(path) {
      const content = files.get(path)?.content ?? new Blob([]);
      put(path, content);
      return {
        offset: content.size,
        async write(chunks) {
          const copies = chunks.map((chunk) => chunk.slice());
          put(path, new Blob([files.get(path)?.content ?? "", ...copies]));
        },
        async sync() {},
        async close() {},
      };
    },
    async move(from, to) {
      const file = files.get(from);
      if (!file) throw new Error(`no such file: ${from}`);
      files.delete(from);
      put(to, file.content);
    },
    modifiedAt: async (path) => files.get(path)?.modifiedAt,
    async touch(path) {
      const file = files.get(path);
      if (file) put(path, file.content);
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

function slice(content: Blob, range: ByteRange | undefined): Blob {
  return range ? content.slice(range.start, range.end + 1) : content;
}
