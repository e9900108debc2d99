/** The mark: a roof, a house, a door that is lived in. */
interface Props {
  readonly size: number;
}

export function Mark({ size }: Props) {
  return (
    <svg viewBox="0 0 22 22" width={size} height={size} fill="none" aria-hidden="true">
      <path d="M11 2v3M3 9V6h16v3" stroke="var(--ink)" strokeWidth="1.8" />
      <path d="M5.5 19.5V10h11v9.5z" stroke="var(--ink)" strokeWidth="1.6" />
      <path d="M12 12.5h2.6v7H12z" fill="var(--acc)" />
    </svg>
  );
}
