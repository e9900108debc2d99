/**
 * An amount in Chinese capitals (人民币大写), as receipts and forms have it, without the prefix 人民币.
 *
 * Source: 支付结算办法, annex 正确填写票据和结算凭证的基本规定. The same rule as the server's printed forms.
 */
const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["仟", "佰", "拾", ""] as const;
const GROUPS = ["", "万", "亿", "万亿"] as const;
const GROUP = 10_000;

/** `27227` → `贰佰柒拾贰元贰角柒分`. */
export function capitalsOf(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${fen}`);
  const sum = Math.abs(fen);
  const [yuan, rest] = [Math.floor(sum / 100), sum % 100];
  const sign = fen < 0 ? "负" : "";
  const whole = yuan === 0 ? "" : `${wholeOf(yuan)}元`;
  if (rest === 0) return `${sign}${whole === "" ? "零元" : whole}整`;
  return `${sign}${whole}${fractionOf(rest, yuan > 0)}`;
}

/** Read in groups of four digits: 元, 万, 亿. */
function wholeOf(yuan: number): string {
  let words = "";
  let gap = false;
  for (let power = GROUPS.length - 1; power >= 0; power -= 1) {
    const group = Math.floor(yuan / GROUP ** power) % GROUP;
    if (group === 0) {
      gap ||= words !== "";
      continue;
    }
    if (words !== "" && (gap || group < 1_000)) words += "零";
    words += groupOf(group) + (GROUPS[power] ?? "");
    gap = false;
  }
  return words;
}

/** Four digits; leading and trailing zeros are silent, zeros between are one 零. */
function groupOf(group: number): string {
  let words = "";
  let gap = false;
  PLACES.forEach((place, at) => {
    const digit = Math.floor(group / 10 ** (PLACES.length - 1 - at)) % 10;
    if (digit === 0) {
      gap = words !== "";
      return;
    }
    words += (gap ? "零" : "") + (DIGITS[digit] ?? "") + place;
    gap = false;
  });
  return words;
}

/** 整 closes an amount that ends in 角; 零 stands between 元 and 分 when there is no 角. */
function fractionOf(rest: number, afterYuan: boolean): string {
  const [jiao, fen] = [Math.floor(rest / 10), rest % 10];
  const tenth = jiao > 0 ? `${DIGITS[jiao] ?? ""}角` : "";
  if (fen === 0) return `${tenth}整`;
  return `${tenth === "" && afterYuan ? "零" : tenth}${DIGITS[fen] ?? ""}分`;
}
