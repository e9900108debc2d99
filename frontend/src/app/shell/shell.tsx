/** The frame around every page: bar, navigation, and the place where the page goes. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";

import { meQuery } from "../../features/session/queries";
import { useMessages } from "../../i18n/language";
import styles from "./shell.module.css";
import { SideNav } from "./side-nav";
import { TopBar } from "./top-bar";

export function Shell() {
  const { app } = useMessages();
  const { data: me } = useSuspenseQuery(meQuery);
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
