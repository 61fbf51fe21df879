/** Random access to the bytes of an archive: a `File` in the page, bytes in memory in a test. */
export interface ArchiveFile {
  /** In bytes. Infinity until it is known, where the end has to be found by reading. */
  readonly size: number;
  /** The bytes from `offset`; fewer than `length` only where the file ends. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}
