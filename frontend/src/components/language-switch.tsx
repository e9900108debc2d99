/** The other language, one click away and named in itself. */
import { chooseLanguage, useLanguage, useMessages } from "../i18n/language";
import { QuietButton } from "./quiet-button";

export function LanguageSwitch() {
  const { shell } = useMessages();
  const other = useLanguage() === "en" ? "zh-CN" : "en";
  return (
    <QuietButton lang={other} onClick={() => void chooseLanguage(other)}>
      {shell.otherLanguage}
    </QuietButton>
  );
}
