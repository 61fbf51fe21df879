/**
 * Where the bytes of blobs and unfinished uploads lie. The port is small enough for a folder, a bucket or memory: which
 * blobs there are, how far an upload came and who may read it stands in the tables.
 */

export interface ByteRange {
  start: number;
  /** Inclusive. */
  end: number;
}

/** The store's own state of an upload: JSON, which the upload's row keeps. */
export interface UploadState {
  key: string;
}

export interface Content {
  /** Begins an upload. Nothing is stored before its first byte. */
  begin(): Promise<UploadState>;
  /** Goes on at `offset`. Bytes beyond it were never acknowledged and are dropped. Fails where there are fewer. */
  append(state: UploadState, offset: number): Promise<Appending>;
  /**
   * Copies the first `offset` bytes to an upload of its own, which nothing done to the first one reaches. Fails where there
   * are fewer. The copy survives a power cut from then on.
   */
  takeOver(state: UploadState, offset: number): Promise<UploadState>;
  /** All bytes of an upload that has ended its appending. */
  reread(state: UploadState): ReadableStream<Uint8Array<ArrayBuffer>>;
  /**
   * Makes the first `bytes` bytes of the upload the content of the digest, replacing what may lie there. Fails where there
   * are fewer. Answers its key; it survives a power cut from then on.
   */
  complete(state: UploadState, bytes: number, digest: string): Promise<string>;
  /** Removes the upload. It is no error if there is none. */
  abort(state: UploadState): Promise<void>;
  /** Size in bytes; undefined where nothing lies under the key. */
  size(key: string): Promise<number | undefined>;
  /** The content, or the range of it. The stream fails where there is none. */
  read(key: string, range?: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What is not there is no error. */
  remove(keys: readonly string[]): Promise<void>;
  /** Everything that is stored, content and uploads, in no order. */
  inventory(): AsyncIterable<Stored>;
}

/** Writes one request's bytes. One call at a time; `end` is always called last, also after a failure. */
export interface Appending {
  /** Writes the chunks in order. Their memory may be freed: the caller must not use them again. */
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** From then on, what was written survives a power cut. */
  end(): Promise<UploadState>;
}

export interface Stored {
  key: string;
  /** Undefined for an upload. */
  digest: string | undefined;
  bytes: number;
  /** By the content's own clock. */
  storedAt: Date;
}
