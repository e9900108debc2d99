/** Names and what is said of each, one below the other; what nobody said is left out. */
import type { ReactNode } from "react";

interface Props {
  readonly lines: readonly (readonly [name: string, text: string | null])[];
  /** Further `dt` and `dd`. */
  readonly children?: ReactNode;
}

export function FactsList({ lines, children }: Props) {
  return (
    <dl className="facts">
      {lines.map(([name, text]) => text !== null && <Line key={name} name={name} text={text} />)}
      {children}
    </dl>
  );
}

function Line({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}
