/**
 * What is in a tar archive and where, found by reading only its headers, in windows of 64 KB. The archive is
 * hostile: every number in it is checked, and neither time nor memory grow beyond the limits below.
 */
import type { ArchiveFile } from "./archive-file.ts";
import { compressionOf } from "./compression.ts";
import { isContainerExport } from "./container-export.ts";
import { normalizeName, resolveSymbolicLink } from "./entry-name.ts";
import { type PaxOverrides, parsePax } from "./pax.ts";
import { ArchiveError } from "./problem.ts";
import { BLOCK, hasValidChecksum, isZeroBlock, parseTarHeader, type TarHeader, text } from "./tar-header.ts";

const WINDOW = 64 * 1024;
/** 10 images of 127 layers, the engines' limit, have under 6000 entries. */
export const MAX_HEADERS = 20_000;
/** Extended headers hold names here; they fit into one window. */
const MAX_EXTENSION = WINDOW;

/** Where the content of a file lies in the archive, in bytes. */
export interface TarFile {
  name: string;
  offset: number;
  size: number;
}

/** `fromRoot`: where a symbolic link leads if its target is taken from the archive's root, as some tools write it. */
type Entry = { file: TarFile } | { target: string; fromRoot?: string };

export interface TarIndex {
  /** Of the files and links. */
  names(): Iterable<string>;
  /** The file of that name, links followed; undefined where there is none. Throws ArchiveError on a bad link. */
  find(name: string): TarFile | undefined;
}

/** Throws ArchiveError. */
export async function indexTar(file: ArchiveFile): Promise<TarIndex> {
  const readAt = windowed(file);
  const entries = new Map<string, Entry>();
  /** The first parts of all names, folders included. */
  const roots = new Set<string>();
  /** The first entry that no image can have. Thrown at the end, as in a container's file system it is usual. */
  let unfit: ArchiveError | undefined;
  let offset = 0;
  let previous: TarFile | undefined;
  let overrides: PaxOverrides = {};

  for (let headers = 0; ; headers += 1) {
    const block = await readAt(offset, BLOCK);
    if (previous && previous.offset + previous.size > file.size) throw truncated(previous.name);
    if (headers === 0) refuseForeign(block);
    const ended = block.length === 0 || isZeroBlock(block);
    if (!ended && block.length < BLOCK) throw truncated(previous?.name ?? "");
    if (ended || headers === MAX_HEADERS) {
      if (isContainerExport(roots)) throw new ArchiveError({ code: "container_export" });
      if (unfit) throw unfit;
      if (!ended) throw new ArchiveError({ code: "too_many_entries", max: MAX_HEADERS });
      break;
    }
    if (!hasValidChecksum(block)) throw new ArchiveError({ code: "bad_checksum", offset });

    const header = parseTarHeader(block, offset);
    if (EXTENSIONS.has(header.type)) {
      overrides = { ...overrides, ...(await readExtension(readAt, header, offset)) };
      offset += BLOCK + padded(header.size);
      continue;
    }
    const entry = applyOverrides(header, overrides, offset);
    overrides = {};
    previous = { name: entry.name, offset: offset + BLOCK, size: entry.size };
    roots.add(entry.name.split("/", 1)[0] ?? "");
    unfit ??= addEntry(entries, entry, previous);
    offset += BLOCK + padded(entry.size);
  }
  return { names: () => entries.keys(), find: (name) => find(entries, name) };
}

function truncated(entry: string): ArchiveError {
  return new ArchiveError({ code: "truncated", entry });
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}

type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** Reads through one window that is filled anew whenever a request lies outside it. */
function windowed(file: ArchiveFile): ReadAt {
  let start = 0;
  let window: Uint8Array = new Uint8Array();
  return async (offset, length) => {
    const inside = offset >= start && offset + length <= start + window.length;
    if (!inside) {
      const available = Math.max(0, file.size - offset);
      window = available === 0 ? new Uint8Array() : await file.read(offset, Math.min(WINDOW, available));
      start = offset;
    }
    return window.subarray(offset - start, offset - start + length);
  };
}

function refuseForeign(block: Uint8Array): void {
  if (block.length === 0) throw new ArchiveError({ code: "empty_file" });
  const format = compressionOf(block);
  if (format) throw new ArchiveError({ code: "compressed", format });
  if (block.length < BLOCK || !(hasValidChecksum(block) || isZeroBlock(block)))
    throw new ArchiveError({ code: "not_a_tar" });
}

/** pax for the next entry and for all of them; GNU's long name and long link name. */
const EXTENSIONS = new Set(["x", "g", "L", "K"]);

/** `offset` is the header's. */
async function readExtension(
  readAt: ReadAt,
  { type, name, size }: TarHeader,
  offset: number,
): Promise<PaxOverrides> {
  if (size > MAX_EXTENSION) throw new ArchiveError({ code: "bad_header", offset });
  const bytes = await readAt(offset + BLOCK, size);
  if (bytes.length < size) throw truncated(name);
  if (type === "L") return { path: text(bytes) };
  if (type === "K") return { linkpath: text(bytes) };
  const pax = parsePax(bytes);
  if (!pax) throw new ArchiveError({ code: "bad_header", offset });
  if (type === "x") return pax;
  // A global header carries comments. One that renamed or resized every entry could only be there to mislead.
  if (Object.keys(pax).length > 0) throw new ArchiveError({ code: "bad_header", offset });
  return {};
}

/** Types without content, whatever their size field says (as Go's archive/tar reads them). */
const HEADER_ONLY = new Set(["1", "2", "3", "4", "5", "6"]);

function applyOverrides(header: TarHeader, overrides: PaxOverrides, offset: number): TarHeader {
  const raw = overrides.path ?? header.name;
  const type = header.type === "0" && raw.endsWith("/") ? "5" : header.type;
  const name = normalizeName(raw);
  if (overrides.sparse) throw new ArchiveError({ code: "unsupported_entry", entry: name });
  if (name === "" && type !== "5") throw new ArchiveError({ code: "bad_header", offset });
  const size = HEADER_ONLY.has(type) ? 0 : (overrides.size ?? header.size);
  return { name, linkName: overrides.linkpath ?? header.linkName, size, type };
}

/** Answers why an image cannot have the entry. Throws ArchiveError where what follows cannot be read either. */
function addEntry(
  entries: Map<string, Entry>,
  { name, type, linkName }: TarHeader,
  file: TarFile,
): ArchiveError | undefined {
  // Of two entries with one name the later counts, as when unpacking.
  if (type === "0" || type === "7") entries.set(name, { file });
  else if (type === "1") entries.set(name, { target: normalizeName(linkName) });
  else if (type === "2") {
    const target = resolveSymbolicLink(name, linkName);
    if (target === undefined) return new ArchiveError({ code: "link_outside", entry: name });
    const fromRoot = resolveSymbolicLink("", linkName);
    entries.set(name, fromRoot === undefined ? { target } : { target, fromRoot });
  } else if (type === "3" || type === "4" || type === "6") {
    return new ArchiveError({ code: "device", entry: name });
  } else if (type !== "5") throw new ArchiveError({ code: "unsupported_entry", entry: name });
  return undefined;
}

function find(entries: Map<string, Entry>, name: string): TarFile | undefined {
  const visited = new Set<string>();
  for (let current = name; ; ) {
    const entry = entries.get(current);
    if (!entry && current === name) return undefined;
    if (!entry) throw new ArchiveError({ code: "link_broken", entry: name });
    if ("file" in entry) return entry.file;
    visited.add(current);
    // What stands at the link's own place comes first, as when unpacking.
    const told = entry.fromRoot !== undefined && !entries.has(entry.target) ? entry.fromRoot : entry.target;
    if (visited.has(told)) throw new ArchiveError({ code: "link_loop", entry: name });
    current = told;
  }
}
