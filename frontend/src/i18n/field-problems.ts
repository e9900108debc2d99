/** What is said beside a field whose shape is wrong, in both languages; the codes are the contract's. */
import type { components } from "../api/schema";

type Texts = Readonly<Record<components["schemas"]["MetaOut"]["field_codes"][number], string>>;

export const fieldProblemsZh: Texts = {
  field_missing: "必填。",
  field_unknown: "这一项不用填。",
  field_invalid: "这一项不对，请核对。",
  amount_not_integer: "金额最多两位小数。",
  amount_out_of_range: "金额超出范围，请核对。",
  number_not_integer: "请填整数。",
  number_out_of_range: "数字超出范围，请核对。",
  number_invalid: "请填数字；小数位不要超出规定。",
  date_invalid: "请填日期，如 2026-05-11。",
  month_invalid: "请填月份，如 2026-05。",
  timestamp_invalid: "请填日期和时间。",
  timestamp_without_offset: "时间要带时区。",
  text_length: "字数不合规定，请增删。",
  text_invalid: "含有不能保存的字符，请重新输入。",
  text_pattern: "写法不对，请按原件核对。",
  national_id_invalid: "身份证号不对，请逐位核对。",
  phone_invalid: "电话号码不对，请核对。",
  id_invalid: "没有选到，请重新选择。",
  word_unknown: "请从列表中选择。",
  list_length: "至少要一项，也不能超过规定的项数。",
  flag_invalid: "请选择是或否。",
};

export const fieldProblemsEn: Texts = {
  field_missing: "Required.",
  field_unknown: "Leave this out.",
  field_invalid: "This entry is not right; please check it.",
  amount_not_integer: "Money has two decimals at most.",
  amount_out_of_range: "This amount is out of range; please check it.",
  number_not_integer: "Enter a whole number.",
  number_out_of_range: "This number is out of range; please check it.",
  number_invalid: "Enter a number, with no more decimals than asked for.",
  date_invalid: "Enter a day, such as 2026-05-11.",
  month_invalid: "Enter a month, such as 2026-05.",
  timestamp_invalid: "Enter a day and a time.",
  timestamp_without_offset: "The time needs its time zone.",
  text_length: "Too short or too long; please adjust it.",
  text_invalid: "Holds a character that cannot be stored; please type it again.",
  text_pattern: "Not written as it should be; compare it with the paper.",
  national_id_invalid: "This identity number is wrong; check every digit.",
  phone_invalid: "This phone number is wrong; please check it.",
  id_invalid: "Nothing was chosen; please choose again.",
  word_unknown: "Choose one of the list.",
  list_length: "At least one entry, and no more than allowed.",
  flag_invalid: "Choose yes or no.",
};
