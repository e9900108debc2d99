/** The frame around every page: bar, navigation, the place where the page goes, and what opens over it. */
import { Outlet } from "@tanstack/react-router";
import { useState } from "react";

import { useMe } from "../../api/me";
import { useMessages } from "../../i18n/language";
import { Notices } from "../notices/notices";
import { Palette } from "../palette/palette";
import { useKeys } from "./keys";
import styles from "./shell.module.css";
import { SideNav } from "./side-nav";
import { TopBar } from "./top-bar";


export function Shell() {
  const { app } = useMessages();
  const me = useMe();
  const [finding, setFinding] = useState(false);
  const [reading, setReading] = useState(false);
  useKeys({ find: () => setFinding(true) });
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {app.skip}
      </a>
      <TopBar me={me} onFind={() => setFinding(true)} onNotices={() => setReading(true)} />
      <SideNav me={me} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      {reading && <Notices onClose={() => setReading(false)} />}
      {finding && <Palette me={me} onClose={() => setFinding(false)} />}
    </div>
  );
}
