/** Who is at the desk: the other language, the keys, the tour again, and the way out. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";

import type { Me } from "../../api/me";
import { QuietButton } from "../../components/quiet-button";
import { useSignOut } from "../../features/session/queries";
import { chooseLanguage, useLanguage, useMessages } from "../../i18n/language";
import styles from "./shell.module.css";

interface Props {
  readonly me: Me;
  readonly onHelp: () => void;
  readonly onTour: () => void;
}

export function AccountMenu({ me, onHelp, onTour }: Props) {
  const { office, roles, shell } = useMessages();
  const language = useLanguage();
  const leave = useLeave();
  const deeds: Readonly<Record<string, () => void>> = {
    language: () => void chooseLanguage(language === "en" ? "zh-CN" : "en"),
    keys: onHelp,
    tour: onTour,
    out: leave,
  };
  const menu: MenuProps = {
    items: [
      { key: "language", label: shell.otherLanguage },
      { key: "keys", label: `${office.help.open} ?` },
      { key: "tour", label: office.help.tour },
      { type: "divider" },
      { key: "out", label: shell.signOut },
    ],
    onClick: ({ key }) => deeds[key]?.(),
  };
  return (
    <Dropdown menu={menu} trigger={["click"]} placement="bottomRight">
      <QuietButton>
        <span className={styles.role}>{me.roles.map((role) => roles[role]).join(" · ")}</span> <b>{me.name}</b>
      </QuietButton>
    </Dropdown>
  );
}

function useLeave() {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const forget = () => queries.clear();
  return () => signOut.mutate({}, { onSettled: () => void navigate({ to: "/sign-in", search: {} }).then(forget) });
}
