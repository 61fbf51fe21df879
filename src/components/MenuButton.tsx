/**
 * A button with a menu. The menu is created when it is first opened, as most never are, and a hundred unopened menus
 * would be most of what a list costs.
 */
import type { MenuProps } from "antd";
import { type KeyboardEvent, type ReactNode, Suspense, useRef, useState } from "react";
import { lazyPart } from "../lib/load-part.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { withAntd } from "./with-antd.tsx";

const load = () => withAntd(import("./MenuDropdown.tsx").then((m) => m.MenuDropdown));
const MenuDropdown = lazyPart(load);

interface MenuButtonProps {
  label: string;
  icon: ReactNode;
  className?: string;
  /** Called when the menu is opened. */
  items: () => NonNullable<MenuProps["items"]>;
  /** What is chosen, where the menu is a choice. */
  selectedKey?: string;
  /** Puts something around the menu, e.g. facts above it. */
  panel?: (menu: ReactNode) => ReactNode;
  onOpen?: () => void;
}

export function MenuButton({ items, selectedKey, panel, onOpen, ...button }: MenuButtonProps) {
  /** Undefined until it is first opened. */
  const [open, setOpen] = useState<boolean>();

  const self = useRef<HTMLButtonElement>(null);

  function change(next: boolean) {
    // Focus the button now, so that a dialog opened from the menu returns the focus to it.
    if (!next) self.current?.focus();
    setOpen(next);
    if (next) onOpen?.();
  }

  /** Enter and Space click the button; the arrow key opens a menu as well. */
  function openByArrow(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" || open) return;
    event.preventDefault();
    change(true);
  }

  const sleeping = (
    <IconButton
      {...button}
      aria-haspopup="menu"
      aria-expanded={false}
      onKeyDown={openByArrow}
      onClick={() => change(true)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    />
  );
  if (open === undefined) return sleeping;
  return (
    <Suspense fallback={sleeping}>
      <MenuDropdown
        open={open}
        onOpenChange={change}
        panel={panel}
        menu={{
          items: items(),
          ...(selectedKey !== undefined && { selectable: true, selectedKeys: [selectedKey] }),
        }}
      >
        {/* It stands in for the button that was pressed, which had the focus. */}
        <IconButton
          {...button}
          aria-haspopup="menu"
          aria-expanded={open}
          onKeyDown={openByArrow}
          ref={self}
          autoFocus
        />
      </MenuDropdown>
    </Suspense>
  );
}
