import { Dropdown, type MenuProps, type MenuRef } from "antd";
import {
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefObject,
  useEffect,
  useRef,
} from "react";

type Panel = (menu: ReactNode) => ReactNode;

interface MenuDropdownProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  menu: MenuProps;
  panel: Panel | undefined;
  children: ReactElement;
}

/** The opened menu of MenuButton, whose code is loaded then. The chosen entry, or the first one, gets the focus. */
export function MenuDropdown({ open, onOpenChange, menu, panel, children }: MenuDropdownProps) {
  const ref = useFocusedMenu(open);
  return (
    <Dropdown
      trigger={["click"]}
      open={open}
      onOpenChange={onOpenChange}
      menu={{ ...menu, onKeyDown: takeEnter }}
      // A menu that stays mounted would remember the entry it was left at.
      destroyOnHidden
      popupRender={(inner) => <Focusable menu={inner as MenuElement} menuRef={ref} panel={panel} />}
    >
      {children}
    </Dropdown>
  );
}

/**
 * Enter would reach the button, which has the focus by then, and open the menu again. The focus is on the entry, not on
 * the link in it, so the link is followed here.
 */
function takeEnter(event: KeyboardEvent) {
  if (event.key !== "Enter" || !(event.target instanceof Element)) return;
  event.preventDefault();
  event.target.closest("[role=menuitem]")?.querySelector("a")?.click();
}

/**
 * Focuses the menu once it has been placed. The dropdown's own `autoFocus` tries three frames later, which is too early
 * on a busy page, and does not find a menu with something around it.
 */
function useFocusedMenu(open: boolean): RefObject<MenuRef | null> {
  const ref = useRef<MenuRef>(null);
  useEffect(() => {
    if (!open) return;
    let frame: number;
    function focus() {
      ref.current?.focus();
      if (ref.current?.menu?.list.contains(document.activeElement)) return;
      frame = requestAnimationFrame(focus);
    }
    focus();
    return () => cancelAnimationFrame(frame);
  }, [open]);
  return ref;
}

type MenuElement = ReactElement<{ ref?: Ref<MenuRef> }>;

interface FocusableProps {
  menu: MenuElement;
  menuRef: Ref<MenuRef>;
  panel: Panel | undefined;
}

/** Wraps the menu, as the dropdown sets a `ref` of its own on its child. */
function Focusable({ menu, menuRef, panel }: FocusableProps) {
  const focusable = cloneElement(menu, { ref: menuRef });
  return panel ? panel(focusable) : focusable;
}
