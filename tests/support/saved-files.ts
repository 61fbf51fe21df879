import { waitFor } from "@testing-library/react";
import { beforeEach, expect, vi } from "vitest";

/** Call once at the top of a component test's file: what the page gives the person to save, of each test anew. */
export function keepSavedFiles(): Blob[] {
  const saved: Blob[] = [];
  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = vi.fn((blob: Blob) => {
      saved.push(blob);
      return "blob:saved";
    });
    URL.revokeObjectURL = vi.fn();
  });
  return saved;
}

/** Of the one file that is saved. */
export async function savedLines(saved: readonly Blob[]): Promise<string[]> {
  await waitFor(() => expect(saved).toHaveLength(1));
  return (await saved[0]?.text())?.trim().split("\r\n") ?? [];
}
