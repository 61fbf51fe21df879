/**
 * The link files that make the folder readable for CNCF distribution; this service does not need them. Paths are
 * `/`-separated and of its layout (content/layout.ts). Only where content lies in a folder.
 */
export interface LinkFolder {
  /** Replaces the file in one step and survives a power cut once it has returned. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Removes a file, or a folder with all below it. Removing what is not there is no error. */
  remove(path: string): Promise<void>;
  /** Names of the entries right below a folder; empty where there is none. */
  list(path: string): Promise<string[]>;
  /** When the file was last written, by the folder's own clock; undefined where there is none. */
  modifiedAt(path: string): Promise<Date | undefined>;
}
