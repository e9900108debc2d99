/** The bar at the top: whose books these are, the search, what waits and what happened, and who is at the desk. */
import { Link } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";

import { type Desk, deskOf, type Me } from "../../api/me";
import { AppearanceMenu } from "../../components/appearance-menu";
import { Mark } from "../../components/mark";
import { ProjectSwitch } from "../../components/project-switch";
import { QuietButton } from "../../components/quiet-button";
import { useSwitchAuthority } from "../../features/session/queries";
import { useLanguage, useMessages } from "../../i18n/language";
import { AccountMenu } from "./account-menu";
import styles from "./shell.module.css";
import { WorkTray } from "./work-tray";

interface Props {
  readonly me: Me;
  readonly onFind: () => void;
}

export function TopBar({ me, onFind }: Props) {
  const { app, palette } = useMessages();
  return (
    <header className={styles.top}>
      <Link to="/" className={styles.brand}>
        <Mark size={22} />
        {app.name}
      </Link>
      <div className={styles.context}>
        <AuthoritySwitch me={me} />
        <i aria-hidden="true">/</i>
        <span>{deskOf(me)?.organisation}</span>
        {me.permissions.includes("housing:read") && (
          <>
            <i aria-hidden="true">/</i>
            <ProjectSwitch />
          </>
        )}
      </div>
      <button type="button" className={styles.find} aria-keyshortcuts="Control+K /" onClick={onFind}>
        <span>{palette.open}</span> <kbd>/</kbd>
      </button>
      <div className={styles.who}>
        <WorkTray />
        <AppearanceMenu />
        <AccountMenu me={me} />
      </div>
    </header>
  );
}

function AuthoritySwitch({ me }: { readonly me: Me }) {
  const { shell } = useMessages();
  const language = useLanguage();
  const switchAuthority = useSwitchAuthority();
  const nameOf = (desk: Desk | undefined) => (language === "en" ? desk?.authority_en : desk?.authority);
  const here = nameOf(deskOf(me));
  if (me.desks.length < 2) return <b>{here}</b>;
  const menu: MenuProps = {
    selectedKeys: [me.authority_id],
    items: me.desks.map((desk) => ({ key: desk.authority_id, label: nameOf(desk) })),
    onClick: ({ key }) => switchAuthority.mutate({ body: { authority_id: key } }),
  };
  return (
    <Dropdown menu={menu} trigger={["click"]}>
      <QuietButton aria-label={`${shell.switchAuthority}: ${here}`}>
        <b>{here}</b> <span aria-hidden="true">▾</span>
      </QuietButton>
    </Dropdown>
  );
}
