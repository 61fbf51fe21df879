/** Content in memory, for the demo in the browser and for tests that need no disk. */
import { blobPath } from "../server/content/layout.ts";
import type { ByteRange, Content, UploadState } from "../server/ports/content.ts";

export interface MemoryFile {
  /** A Blob: appending to it copies nothing, and the browser may keep it on disk. */
  data: Blob;
  storedAt: Date;
  digest: string | undefined;
}

export function createMemoryContent(files = new Map<string, MemoryFile>()): Content {
  function put(key: string, data: Blob, digest?: string): void {
    files.set(key, { data, storedAt: new Date(), digest });
  }

  function read(key: string, range?: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>> {
    const file = files.get(key);
    if (!file) throw new Error(`nothing under ${key}`);
    return (range ? file.data.slice(range.start, range.end + 1) : file.data).stream();
  }

  const begin = (): UploadState => ({ key: `uploads/${crypto.randomUUID()}` });

  /** Of an upload. */
  function first(key: string, bytes: number): Blob {
    const there = files.get(key)?.data ?? new Blob([]);
    if (there.size < bytes) throw new Error(`an upload has ${there.size} bytes of ${bytes}`);
    return there.slice(0, bytes);
  }

  return {
    begin: async () => begin(),
    async append(state: UploadState, offset: number) {
      const { key } = state;
      put(key, first(key, offset));
      return {
        async write(chunks) {
          const copies = chunks.map((chunk) => chunk.slice());
          put(key, new Blob([files.get(key)?.data ?? "", ...copies]));
        },
        end: async () => state,
      };
    },
    async takeOver({ key }, offset) {
      const taken = begin();
      put(taken.key, first(key, offset));
      return taken;
    },
    reread: ({ key }) => read(key),
    async complete({ key }, bytes, digest) {
      put(blobPath(digest), first(key, bytes), digest);
      files.delete(key);
      return blobPath(digest);
    },
    async abort({ key }) {
      files.delete(key);
    },
    size: async (key) => files.get(key)?.data.size,
    read,
    async remove(keys) {
      for (const key of keys) files.delete(key);
    },
    async *inventory() {
      for (const [key, { data, storedAt, digest }] of [...files])
        yield { key, digest, bytes: data.size, storedAt };
    },
  };
}
