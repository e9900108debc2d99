/** 明暗: light, dark or as the system is; dense or roomy rows. */
import { Dropdown, type MenuProps } from "antd";

import { useMessages } from "../i18n/language";
import { densityChoice, themeChoice } from "../theme/appearance";
import { useChoice } from "../theme/stored-choice";
import { QuietButton } from "./quiet-button";

export function AppearanceMenu() {
  const { shell } = useMessages();
  const theme = useChoice(themeChoice);
  const density = useChoice(densityChoice);

  const menu: MenuProps = {
    selectedKeys: [theme, density],
    items: [
      ...themeChoice.words.map((key) => ({ key, label: shell.themes[key] })),
      { type: "divider" },
      { type: "group", label: shell.density, children: densityChoice.words.map((key) => ({ key, label: shell.densities[key] })) },
    ],
    onClick: ({ key }) => {
      for (const choice of [themeChoice, densityChoice]) {
        const word = choice.words.find((candidate) => candidate === key);
        if (word !== undefined) (choice.set as (word: string) => void)(word);
      }
    },
  };
  return (
    <Dropdown menu={menu} trigger={["click"]} placement="bottomRight">
      <QuietButton>{shell.appearance}</QuietButton>
    </Dropdown>
  );
}
