/** A field for an amount: the clerk types yuan, the form holds fen. */
import { Input } from "antd";
import { useState } from "react";

import { fenOf, useFormat } from "../i18n/format";
import { useMessages } from "../i18n/language";

interface Props {
  readonly id?: string;
  readonly value?: number | null;
  readonly onChange?: (fen: number | null) => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly size?: "middle" | "large";
  readonly placeholder?: string;
  readonly "aria-label"?: string;
}

export function MoneyInput({ value = null, onChange, ...field }: Props) {
  const format = useFormat();
  const { units, money } = useMessages();
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? (value === null ? "" : format.money(value));
  const wrong = shown.trim() !== "" && fenOf(shown) === null;

  return (
    <>
      <Input
        {...field}
        classNames={{ input: "num" }}
        inputMode="decimal"
        autoComplete="off"
        suffix={<span className="muted">{units.yuan}</span>}
        value={shown}
        {...(wrong && { status: "warning" as const, "aria-invalid": true })}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setDraft(event.target.value);
          onChange?.(fenOf(event.target.value));
        }}
        onBlur={() => {
          if (!wrong) setDraft(null);
        }}
      />
      {wrong && (
        <span className="small wait" role="status">
          {money.invalid}
        </span>
      )}
    </>
  );
}
