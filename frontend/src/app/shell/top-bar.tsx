/** The bar at the top: whose books these are, the search, what waits and what happened, and who is at the desk. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";

import { dutiesQuery } from "../../api/duties";
import { type Desk, deskOf, type Me } from "../../api/me";
import { AppearanceMenu } from "../../components/appearance-menu";
import { Mark } from "../../components/mark";
import { ProjectSwitch } from "../../components/project-switch";
import { QuietButton } from "../../components/quiet-button";
import { useSwitchAuthority } from "../../features/session/queries";
import { useFormat } from "../../i18n/format";
import { useLanguage, useMessages } from "../../i18n/language";
import { useUnread } from "../notices/queries";
import { AccountMenu } from "./account-menu";
import styles from "./shell.module.css";
import { WorkTray } from "./work-tray";

interface Props {
  readonly me: Me;
  readonly onFind: () => void;
  readonly onNotices: () => void;
  readonly onHelp: () => void;
  readonly onTour: () => void;
}

export function TopBar({ me, onFind, onNotices, onHelp, onTour }: Props) {
  const { app, events, palette } = useMessages();
  const format = useFormat();
  const unread = useUnread();
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
        <Waiting />
        {me.permissions.includes("authority:read") && (
          <QuietButton onClick={onNotices}>
            {events.title} <b>{unread > 0 && format.count(unread)}</b>
          </QuietButton>
        )}
        <AppearanceMenu />
        <AccountMenu me={me} onHelp={onHelp} onTour={onTour} />
      </div>
    </header>
  );
}

/** 待办 9, which leads to the list of them. */
function Waiting() {
  const { nav } = useMessages();
  const format = useFormat();
  const { data } = useQuery(dutiesQuery);
  return (
    <Link to="/duties" className={styles.waiting}>
      {nav.duties} <b className={data && data.overdue > 0 ? "late" : undefined}>{data && format.count(data.waiting)}</b>
    </Link>
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
