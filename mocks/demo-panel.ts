/** Says that this is the demo, with what one signs in again, and lets one choose what it shows and what goes wrong. */
import { FAULTS, type Faults } from "./faults.ts";
import { SCENARIOS, type Scenario, visitorOf } from "./scenarios.ts";

const texts = {
  "en-US": {
    hint: "Demo: nothing leaves this page.",
    signIn: "Sign in as",
    scenario: "Scenario",
    fault: "Fault",
    close: "Close",
    scenarios: {
      company: "A busy company",
      empty: "An empty account",
      limited: "A user with few rights",
      manyTags: "10,000 tags (storefront/nightly)",
      manyImages: "100,000 images",
    },
    faults: {
      none: "None",
      slow: "Slow (2 s)",
      offline: "Offline",
      expired: "Session ends (401)",
      forbidden: "Forbidden (403)",
      conflict: "Conflict on writes (409)",
      busy: "Too many requests (429)",
      broken: "Service fails (500)",
    },
  },
  "zh-CN": {
    hint: "演示：数据不会离开本页面。",
    signIn: "登录账号",
    scenario: "场景",
    fault: "故障",
    close: "关闭",
    scenarios: {
      company: "繁忙的公司",
      empty: "空账号",
      limited: "权限很少的用户",
      manyTags: "1 万个镜像版本（storefront/nightly）",
      manyImages: "10 万个镜像",
    },
    faults: {
      none: "无",
      slow: "缓慢（2 秒）",
      offline: "离线",
      expired: "会话失效（401）",
      forbidden: "没有权限（403）",
      conflict: "写入冲突（409）",
      busy: "请求过多（429）",
      broken: "服务出错（500）",
    },
  },
} as const;

const style = `
  position: fixed; inset: auto 12px 12px auto; z-index: 10; max-width: calc(100vw - 24px);
  display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; padding: 6px 6px 6px 14px; border-radius: 8px;
  color: var(--bar-ink); background: var(--bar); font-size: 13px; box-shadow: var(--shadow);
`;

const controlStyle =
  "font: inherit; color: inherit; background: var(--bar); border: 1px solid currentColor; border-radius: 4px; padding: 1px 4px;";

interface DemoPanel {
  scenario: Scenario;
  faults: Faults;
  /** Begins anew with another scenario. */
  onScenario: (scenario: Scenario) => void;
}

export function showDemoPanel({ scenario, faults, onScenario }: DemoPanel): void {
  const panel = document.createElement("aside");
  panel.style.cssText = style;

  function draw() {
    const text = texts[document.documentElement.lang === "zh-CN" ? "zh-CN" : "en-US"];
    const { account, user, password } = visitorOf(scenario);
    panel.setAttribute("aria-label", "Demo");
    const words = document.createElement("span");
    words.textContent = `${text.hint} ${text.signIn} ${account} / ${user} / ${password}`;
    panel.replaceChildren(
      words,
      select(text.scenario, SCENARIOS, scenario, text.scenarios, onScenario),
      select(text.fault, FAULTS, faults.get(), text.faults, (fault) => faults.set(fault)),
      closeButton(text.close, panel),
    );
  }

  draw();
  // The page's language is chosen after this stands, and may change.
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["lang"] });
  document.body.append(panel);
}

function select<Value extends string>(
  label: string,
  values: readonly Value[],
  chosen: Value,
  texts: Record<Value, string>,
  onChange: (value: Value) => void,
): HTMLElement {
  const field = document.createElement("label");
  const control = document.createElement("select");
  control.style.cssText = controlStyle;
  control.append(...values.map((value) => new Option(texts[value], value, false, value === chosen)));
  control.onchange = () => {
    const value = values.find((one) => one === control.value);
    if (value !== undefined) onChange(value);
  };
  field.append(`${label} `, control);
  return field;
}

function closeButton(label: string, panel: HTMLElement): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.style.cssText =
    "font: inherit; color: inherit; background: none; border: 0; padding: 2px 8px; cursor: pointer;";
  button.setAttribute("aria-label", label);
  button.textContent = "✕";
  button.onclick = () => panel.remove();
  return button;
}
