/** The bar at the top: whose books these are, how they are shown, and who is at the desk. */
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";

import { type Desk, deskOf, type Me } from "../../api/me";
import { AppearanceMenu } from "../../components/appearance-menu";
import { LanguageSwitch } from "../../components/language-switch";
import { Mark } from "../../components/mark";
import { ProjectSwitch } from "../../components/project-switch";
import { QuietButton } from "../../components/quiet-button";
import { useSignOut, useSwitchAuthority } from "../../features/session/queries";
import { useLanguage, useMessages } from "../../i18n/language";
import styles from "./shell.module.css";

export function TopBar({ me }: { readonly me: Me }) {
  const { app } = useMessages();
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
      <div className={styles.who}>
        <LanguageSwitch />
        <AppearanceMenu />
        <Account me={me} />
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

function Account({ me }: { readonly me: Me }) {
  const { roles, shell } = useMessages();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const forget = () => queries.clear();
  const menu: MenuProps = {
    items: [{ key: "out", label: shell.signOut }],
    onClick: () => signOut.mutate({}, { onSettled: () => void navigate({ to: "/sign-in", search: {} }).then(forget) }),
  };
  return (
    <Dropdown menu={menu} trigger={["click"]} placement="bottomRight">
      <QuietButton>
        {me.roles.map((role) => roles[role]).join(" · ")} <b>{me.name}</b>
      </QuietButton>
    </Dropdown>
  );
}
