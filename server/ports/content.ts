/**
 * Where the bytes of blobs lie, and those of uploads until they are one. Small enough for a folder, a bucket or memory:
 * what there is, how far an upload came and who may read it stands in the tables.
 */

export interface ByteRange {
  start: number;
  /** Inclusive. */
  end: number;
}

/** What the content knows of an upload: JSON, which its row keeps. */
export interface UploadState {
  key: string;
}

export interface Content {
  /** Nothing is kept of it before the first byte. */
  begin(): Promise<UploadState>;
  /** Goes on at `offset`. What lies behind it was never acknowledged, and goes. Fails where less is there. */
  append(state: UploadState, offset: number): Promise<Appending>;
  /** All bytes of an upload that has ended its appending. */
  reread(state: UploadState): ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Makes content of the upload, in place of what may lie under the digest. Answers its key; survives a power cut then. */
  complete(state: UploadState, digest: string): Promise<string>;
  /** Nothing is left of the upload. What is not there is no error. */
  abort(state: UploadState): Promise<void>;
  /** Bytes under a key; undefined where nothing is. */
  size(key: string): Promise<number | undefined>;
  /** The content, or the range of it. The stream fails where there is none. */
  read(key: string, range?: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What is not there is no error. */
  remove(keys: readonly string[]): Promise<void>;
  /** All there is, in no order: content and uploads. */
  inventory(): AsyncIterable<Stored>;
}

/** One request's bytes. One call at a time; it ends with `end`, whatever happened. */
export interface Appending {
  /** Writes all of them, in order. They are given away: their memory may be let go of. */
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** What was written survives a power cut then. */
  end(): Promise<UploadState>;
}

export interface Stored {
  key: string;
  /** Undefined: an upload's. */
  digest: string | undefined;
  bytes: number;
  /** By the content's own clock. */
  storedAt: Date;
}
