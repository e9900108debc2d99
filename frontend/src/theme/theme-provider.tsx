/** Dresses everything inside in the look: Ant Design's tokens, its locale, and <html>'s marks. */
import { StyleProvider } from "@ant-design/cssinjs";
import { ConfigProvider } from "antd";
import { type Locale } from "antd/es/locale";
import { type ReactNode, useLayoutEffect, useMemo } from "react";

import { antdTheme } from "./antd-theme";
import { useDensity, useTheme } from "./appearance";

interface Props {
  readonly locale: Locale;
  readonly children: ReactNode;
}

export function ThemeProvider({ locale, children }: Props) {
  const theme = useTheme();
  const density = useDensity();
  const config = useMemo(() => antdTheme(theme, density), [theme, density]);

  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.dataset.density = density;
  }, [theme, density]);

  return (
    <StyleProvider layer>
      <ConfigProvider
        theme={config}
        locale={locale}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
        form={{ requiredMark: false }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
