/** The frame around every page: bar, navigation, the place where the page goes, and what opens over it. */
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";

import { useMe } from "../../api/me";
import { useMessages } from "../../i18n/language";
import { KeysDialog } from "../help/keys-dialog";
import { useTouring } from "../help/touring";
import { Notices } from "../notices/notices";
import { Palette } from "../palette/palette";
import { useKeys } from "./keys";
import styles from "./shell.module.css";
import { SideNav } from "./side-nav";
import { TopBar } from "./top-bar";

/** Seen once, and then only when asked for. */
const RoleTour = lazy(async () => ({ default: (await import("../help/role-tour")).RoleTour }));

export function Shell() {
  const { app } = useMessages();
  const me = useMe();
  const [finding, setFinding] = useState(false);
  const [reading, setReading] = useState(false);
  const [helping, setHelping] = useState(false);
  const [touring, setTouring] = useTouring(me);
  useKeys({ find: () => setFinding(true), help: () => setHelping(true) });
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {app.skip}
      </a>
      <TopBar me={me} onFind={() => setFinding(true)} onNotices={() => setReading(true)} onHelp={() => setHelping(true)} onTour={() => setTouring(true)} />
      <SideNav me={me} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      {reading && <Notices onClose={() => setReading(false)} />}
      {helping && <KeysDialog onClose={() => setHelping(false)} />}
      {touring && (
        <Suspense>
          <RoleTour me={me} onClose={() => setTouring(false)} />
        </Suspense>
      )}
      {finding && <Palette me={me} onClose={() => setFinding(false)} />}
    </div>
  );
}
