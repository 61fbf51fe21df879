import { Dropdown, type MenuProps } from "antd";
import type { ReactElement, ReactNode } from "react";

interface MenuDropdownProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  menu: MenuProps;
  panel: ((menu: ReactNode) => ReactNode) | undefined;
  children: ReactElement;
}

/** Of MenuButton; its code comes when a menu is about to be opened. */
export function MenuDropdown({ open, onOpenChange, menu, panel, children }: MenuDropdownProps) {
  return (
    <Dropdown
      trigger={["click"]}
      open={open}
      onOpenChange={onOpenChange}
      menu={menu}
      {...(panel && { popupRender: panel })}
    >
      {children}
    </Dropdown>
  );
}
