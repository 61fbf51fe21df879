import type { ComponentType } from "react";

/**
 * Loads a part made of antd's components together with their theme, for `lazy`. The first page has no such part, so
 * antd is loaded when one is first shown.
 */
export async function withAntd<Props extends object>(
  loading: Promise<ComponentType<Props>>,
): Promise<{ default: ComponentType<Props> }> {
  const [{ AntdProvider }, Part] = await Promise.all([import("./AntdProvider.tsx"), loading]);
  return {
    default: (props) => (
      <AntdProvider>
        <Part {...props} />
      </AntdProvider>
    ),
  };
}

/** For the `lazy` of a route whose page uses antd. */
export const antdPage = async (loading: Promise<{ Component: ComponentType }>) => {
  const { default: Component } = await withAntd(loading.then((page) => page.Component));
  return { Component };
};
