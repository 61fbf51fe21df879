/**
 * Where the registry keeps its files: named byte sequences under `/`-separated paths. Kept this small so that a
 * folder, a bucket or memory can serve. The layout on top of it is CNCF distribution's (content/layout.ts).
 */

export interface ByteRange {
  start: number;
  /** Inclusive. */
  end: number;
}

export interface Storage {
  /** Bytes of the file; undefined where there is none. */
  size(path: string): Promise<number | undefined>;
  /** The whole of a small file; undefined where there is none. */
  readBytes(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The file, or the inclusive range of it, as a stream. Fails where there is none. */
  readStream(path: string, range?: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Replaces the file in one step and survives a power cut once it has returned. */
  writeBytes(path: string, bytes: Uint8Array): Promise<void>;
  /**
   * Opens the file for appending, creating it. What was written before a failure stays, as far as it got, so that an
   * interrupted upload resumes.
   */
  openAppend(path: string): Promise<AppendHandle>;
  /** Moves a file, replacing the target, and survives a power cut once it has returned. */
  move(from: string, to: string): Promise<void>;
  /** When the file was last written or touched, by the storage's own clock; undefined where there is none. */
  modifiedAt(path: string): Promise<Date | undefined>;
  /** Makes the file one that was modified now. What is not there is no error. */
  touch(path: string): Promise<void>;
  /** Names of the entries right below a folder; empty where there is none. */
  list(path: string): Promise<string[]>;
  /** Removes a file, or a folder with all below it. Removing what is not there is no error. */
  remove(path: string): Promise<void>;
}

export interface AppendHandle {
  /** Bytes in the file when it was opened. */
  readonly offset: number;
  /** Writes all of them, in order. One call at a time. */
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** Flushes to the disk itself. */
  sync(): Promise<void>;
  close(): Promise<void>;
}
