/** A link whose place is found at run time: by what something is, not by where it stands. */
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";

export type Place = Pick<LinkProps, "to" | "params" | "search">;

interface Props {
  readonly place: Place;
  readonly className?: string;
  readonly children: ReactNode;
}

export function PlaceLink({ place, ...link }: Props) {
  return <Link {...(place as { to: "/" })} {...link} />;
}
