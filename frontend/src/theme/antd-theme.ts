/** The look's tokens in Ant Design's words; the tables of the look, row by row. */
import { type ThemeConfig, theme as antd } from "antd";

import { type Density } from "./appearance";
import { paletteOf, type Theme } from "./palette";

export function antdTheme(theme: Theme, density: Density): ThemeConfig {
  const of = paletteOf(theme);
  return {
    cssVar: { key: "anju" },
    hashed: false,
    algorithm: theme === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: { ...colours(theme), ...shape(density), boxShadow: "none", boxShadowSecondary: of("shadow") },
    components: {
      Input: { colorBorder: of("ctl") },
      Checkbox: { colorBorder: of("ctl") },
      Radio: { colorBorder: of("ctl") },
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 400 },
      Form: { labelColor: of("ink-2"), itemMarginBottom: 14, verticalLabelPadding: "0 0 4px" },
    },
  };
}

function colours(theme: Theme): NonNullable<ThemeConfig["token"]> {
  const of = paletteOf(theme);
  return {
    colorPrimary: of("acc-solid"),
    colorPrimaryHover: of("acc-solid-hover"),
    colorPrimaryActive: of("acc-solid-hover"),
    colorPrimaryBg: of("acc-soft"),
    colorPrimaryBgHover: of("acc-tint"),
    colorPrimaryBorder: of("acc-mid"),
    colorPrimaryText: of("acc"),
    controlItemBgActive: of("acc-soft"),
    controlItemBgActiveHover: of("acc-tint"),
    controlItemBgHover: of("mask"),
    controlOutline: "transparent",
    colorLink: of("acc"),
    colorLinkHover: of("acc-hover"),
    colorLinkActive: of("acc-hover"),
    colorInfo: of("acc"),
    colorSuccess: of("acc"),
    colorText: of("ink"),
    colorTextHeading: of("ink"),
    colorTextSecondary: of("ink-2"),
    colorTextTertiary: of("ink-3"),
    colorTextPlaceholder: of("ink-3"),
    colorTextDescription: of("ink-2"),
    colorBgLayout: of("bg"),
    colorBgContainer: of("surface"),
    colorBgElevated: of("raised"),
    colorSplit: of("line"),
    colorBorderSecondary: of("line"),
    colorBorder: of("line-2"),
    colorWarning: of("och"),
    colorWarningBg: of("och-soft"),
    colorWarningBorder: of("och-mid"),
    colorError: of("och"),
    colorErrorHover: of("och"),
    colorErrorBg: of("och-soft"),
    colorErrorBorder: of("och-mid"),
    colorErrorBorderHover: of("och-mid"),
    colorErrorText: of("och"),
  };
}

function shape(density: Density): NonNullable<ThemeConfig["token"]> {
  const roomy = density === "roomy";
  return {
    fontFamily: "var(--font)",
    fontSize: 14,
    fontSizeSM: 12,
    fontSizeLG: 16,
    fontSizeHeading3: 20,
    lineHeight: 22 / 14,
    fontWeightStrong: 600,
    sizeUnit: 4,
    sizeStep: 4,
    padding: 14,
    margin: 12,
    controlHeight: roomy ? 34 : 30,
    controlHeightSM: roomy ? 28 : 24,
    controlHeightLG: 44,
    borderRadiusXS: 2,
    borderRadiusSM: 2,
    borderRadius: 4,
    borderRadiusLG: 6,
    motionDurationFast: "0.12s",
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.12s",
  };
}
