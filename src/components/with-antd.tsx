import type { ComponentType } from "react";

/**
 * A part of the page that is made of antd's components, with their theme around it. The first page a person sees has
 * none, so all of antd comes when such a part is first shown. For `lazy`.
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

/** A route's `lazy` of a page that has some of antd. */
export const antdPage = async (loading: Promise<{ Component: ComponentType }>) => {
  const { default: Component } = await withAntd(loading.then((page) => page.Component));
  return { Component };
};
