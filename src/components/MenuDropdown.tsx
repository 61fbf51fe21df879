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

/** Of MenuButton; its code comes when a menu is about to be opened. What is chosen, or the first entry, gets the focus. */
export function MenuDropdown({ open, onOpenChange, menu, panel, children }: MenuDropdownProps) {
  const ref = useFocusedMenu(open);
  return (
    <Dropdown
      trigger={["click"]}
      open={open}
      onOpenChange={onOpenChange}
      menu={{ ...menu, onKeyDown: takeEnter }}
      // A menu that stays remembers the entry it was left at.
      destroyOnHidden
      popupRender={(inner) => <Focusable menu={inner as MenuElement} menuRef={ref} panel={panel} />}
    >
      {children}
    </Dropdown>
  );
}

/**
 * The button has the focus by the time the key takes effect, and would open its menu once more. What is focused is the
 * entry, not the link in it, which is followed here.
 */
function takeEnter(event: KeyboardEvent) {
  if (event.key !== "Enter" || !(event.target instanceof Element)) return;
  event.preventDefault();
  event.target.closest("[role=menuitem]")?.querySelector("a")?.click();
}

/**
 * A menu cannot be focused before it has been placed. The dropdown's own `autoFocus` tries three frames later, which
 * is too early on a page still busy, and finds no menu where something is around it.
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

/** Takes the place of the menu, as the dropdown sets a `ref` of its own on what it shows. */
function Focusable({ menu, menuRef, panel }: FocusableProps) {
  const focusable = cloneElement(menu, { ref: menuRef });
  return panel ? panel(focusable) : focusable;
}
