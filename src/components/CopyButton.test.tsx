import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { setUpConsole } from "../../tests/support/console.tsx";
import { CopyButton } from "./CopyButton.tsx";

setUpConsole();

const user = userEvent.setup({ writeToClipboard: false });

beforeEach(() => {
  // The older way to copy, which jsdom has not.
  document.execCommand = vi.fn(() => false);
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("refused"));
});

test("where the browser refuses, the text is there, selected", async () => {
  render(<CopyButton text={async () => "docker pull\napp"} label="Copy command" />);
  await user.click(screen.getByRole("button", { name: "Copy command" }));
  const area = await screen.findByRole<HTMLTextAreaElement>("textbox");
  expect(screen.getByRole("dialog").textContent).toContain("copy it with Ctrl+C");
  expect(document.activeElement).toBe(area);
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe("docker pull\napp");
});

test("a text to copy that could not be fetched is reported as failed", async () => {
  render(<CopyButton text={() => Promise.reject(new Error("no answer"))} />);
  await user.click(screen.getByRole("button", { name: "Copy" }));
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Could not copy"));
  expect(screen.queryByRole("dialog")).toBeNull();
});
