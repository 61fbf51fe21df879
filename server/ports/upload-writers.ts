/** One request at a time writes an upload: two at once would interleave their bytes. */

/**
 * After so long without a byte, the next request takes the upload over. A client whose network went away resumes at
 * once, while its old connection still looks alive here for minutes.
 */
const STALLED_MS = 10_000;

export interface UploadWriters {
  /**
   * Runs the work as the upload's only writer. Undefined while another request is writing and not stalled, and where
   * another has taken over from this one.
   */
  exclusively<Result extends object>(
    uploadId: string,
    work: (writer: Writer) => Promise<Result>,
  ): Promise<Result | undefined>;
  /** The position of the upload's writer in bytes; undefined where nobody is writing. */
  position(uploadId: string): Promise<number | undefined>;
  /** Resolves once nobody is at work. */
  idle(): Promise<void>;
}

export interface Writer {
  /** To be called whenever bytes arrive; `position` is how many the upload has then. */
  moved(position: number): void;
  /**
   * To be called when the connection is gone: the writer only stores what arrived, and the next request waits for it.
   */
  closing(): void;
  /** Aborted when another request takes over. The work then ends, with the signal's reason. */
  signal: AbortSignal;
}

interface Turn {
  /** Milliseconds. */
  movedAt: number;
  position: number;
  isClosing: boolean;
  abort: AbortController;
  ended: Promise<void>;
}

export function createUploadWriters(clock: () => Date): UploadWriters {
  const turns = new Map<string, Turn>();

  /** False while the upload's writer is not stalled. */
  async function takeOver(uploadId: string, now: number): Promise<boolean> {
    for (let other = turns.get(uploadId); other; other = turns.get(uploadId)) {
      // The absolute difference, as the clock may have been set back.
      if (!other.isClosing && Math.abs(now - other.movedAt) < STALLED_MS) return false;
      if (!other.isClosing) other.abort.abort();
      await other.ended;
    }
    return true;
  }

  return {
    async exclusively(uploadId, work) {
      const now = clock().getTime();
      if (!(await takeOver(uploadId, now))) return undefined;
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const abort = new AbortController();
      const turn = { movedAt: now, position: 0, isClosing: false, abort, ended };
      turns.set(uploadId, turn);
      const moved = (position: number) => {
        turn.movedAt = clock().getTime();
        turn.position = position;
      };
      const closing = () => {
        turn.isClosing = true;
      };
      try {
        return await work({ moved, closing, signal: abort.signal });
      } catch (error) {
        if (abort.signal.aborted && error === abort.signal.reason) return undefined;
        throw error;
      } finally {
        turns.delete(uploadId);
        end();
      }
    },
    async position(uploadId) {
      const turn = turns.get(uploadId);
      if (!turn?.isClosing) return turn?.position;
      await turn.ended;
      return undefined;
    },
    async idle() {
      while (turns.size > 0) await Promise.all([...turns.values()].map(({ ended }) => ended));
    },
  };
}
