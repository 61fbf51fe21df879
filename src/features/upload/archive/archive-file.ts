/** Random access to the bytes of an archive: a `File` in the page, bytes in memory in a test. */
export interface ArchiveFile {
  /** In bytes. Infinity until it is known, where the end has to be found by reading. */
  readonly size: number;
  /** The bytes from `offset`; fewer than `length` only where the file ends. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** An archive that layers are sent from. */
export interface UploadSource extends ArchiveFile {
  /** True where reading backwards means starting over, as in a compressed file. */
  readonly forwardOnly: boolean;
  /** The same bytes as `read`, as the cheapest body of a request: a Blob of a file is read by the browser itself. */
  body(offset: number, length: number): Promise<Blob | Uint8Array<ArrayBuffer>>;
  /** Throws ArchiveError `file_changed` where the file is not what it was when it was chosen. */
  check(): Promise<void>;
}
