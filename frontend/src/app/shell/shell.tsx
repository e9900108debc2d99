/** The frame around every page: bar, navigation, and the place where the page goes. */
import { Outlet } from "@tanstack/react-router";

import { useMe } from "../../api/me";
import { useMessages } from "../../i18n/language";
import styles from "./shell.module.css";
import { SideNav } from "./side-nav";
import { TopBar } from "./top-bar";

export function Shell() {
  const { app } = useMessages();
  const me = useMe();
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {app.skip}
      </a>
      <TopBar me={me} />
      <SideNav permissions={me.permissions} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
