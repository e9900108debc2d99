/** The project in the bar, and the way to another one. */
import { Dropdown, type MenuProps } from "antd";

import { useMessages } from "../i18n/language";
import { useProject } from "./project-choice";
import { QuietButton } from "./quiet-button";

export function ProjectSwitch() {
  const { shell } = useMessages();
  const { project, projects = [], choose } = useProject();
  if (!project) return null;
  if (projects.length < 2) return <span>{project.name}</span>;
  const menu: MenuProps = {
    selectedKeys: [project.id],
    items: projects.map(({ id, name }) => ({ key: id, label: name })),
    onClick: ({ key }) => choose(key),
  };
  return (
    <Dropdown menu={menu} trigger={["click"]}>
      <QuietButton aria-label={`${shell.switchProject}: ${project.name}`}>
        {project.name} <span aria-hidden="true">▾</span>
      </QuietButton>
    </Dropdown>
  );
}
