/** Needs no quotes in POSIX shells, PowerShell and cmd. `=` and `~` do: zsh expands them at the start of a word. */
const PLAIN = /^[A-Za-z0-9_@+:,./-]+$/;

const CONTROL = /\p{Cc}/u;

/**
 * One word of a POSIX shell command, quoted only where it must be, so that usual commands read well. Throws
 * RangeError on control characters: quotes do not hold them once they are pasted into a terminal.
 */
export function shellQuote(word: string): string {
  if (CONTROL.test(word)) throw new RangeError("control characters cannot be part of a command");
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
