/** Ant Design's own words in the language in force. */
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { Locale } from "antd/es/locale";
import enGB from "antd/es/locale/en_GB";
import zhCN from "antd/es/locale/zh_CN";
import { useLayoutEffect } from "react";

import { type Language, useLanguage } from "./language";

const LOCALES: Record<Language, Locale> = { "zh-CN": zhCN, en: enGB };

/** Also tells the document and the date pickers. */
export function useAntdLocale(): Locale {
  const language = useLanguage();
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    dayjs.locale(language.toLowerCase());
  }, [language]);
  return LOCALES[language];
}
