/** Figures of April 2026 as the mock has them: eight steps and ten households. */
import type { Column } from "../../components/data-table";
import { Money } from "../../components/money";
import type { Step } from "../../components/step-chain";

interface Row {
  readonly unit: string;
  readonly tenant: string;
  readonly due: number;
  readonly paid: number;
  readonly before: number | null;
  readonly months: number;
  readonly dunned: string;
}

const row = (unit: string, tenant: string, due: number, paid: number, before: number | null, months: number, dunned: string): Row => ({ unit, tenant, due, paid, before, months, dunned });

export const ROWS: readonly Row[] = [
  row("3栋1单元401", "赵福生", 27227, 0, 27227, 2, "5月8日 短信"),
  row("3栋3单元202", "张敏", 20130, 10000, null, 1, "5月8日 短信"),
  row("1栋2单元604", "刘占军", 27227, 0, 27227, 2, "5月8日 电话"),
  row("1栋3单元1101", "杨红梅", 34800, 17610, null, 1, "5月8日 短信"),
  row("2栋1单元203", "陈国庆", 27227, 0, 81681, 4, "5月9日 上门"),
  row("4栋2单元702", "巴雅尔", 20130, 0, null, 1, "5月8日 短信"),
  row("5栋1单元1503", "孙丽华", 34800, 20000, null, 1, "5月8日 短信"),
  row("6栋2单元904", "郭志强", 34800, 0, 174000, 6, "5月9日 上门"),
  row("9栋4单元1002", "马晓燕", 27227, 7227, null, 1, "5月8日 短信"),
  row("和顺里2栋1单元301", "其其格", 20130, 0, 20130, 2, "5月8日 电话"),
];

export const COLUMNS: readonly Column<Row>[] = [
  { key: "unit", title: "房号", cell: (one) => one.unit },
  { key: "tenant", title: "承租人", cell: (one) => one.tenant },
  { key: "due", title: "4月应收", align: "end", cell: (one) => <Money fen={one.due} /> },
  { key: "paid", title: "住户已缴", align: "end", cell: (one) => <Money fen={one.paid} /> },
  { key: "voucher", title: "本期代交", align: "end", cell: (one) => <b><Money fen={one.due - one.paid} /></b> },
  { key: "before", title: "此前未追回", align: "end", cell: (one) => <Money fen={one.before} /> },
  { key: "months", title: "欠缴月数", align: "end", cell: (one) => <span className={one.months > 3 ? "late" : undefined}>{one.months}</span> },
  { key: "dunned", title: "最近催缴", cell: (one) => <span className="nw">{one.dunned}</span> },
];

const line = (label: string, value: string, waits = false) => ({ label, value, waits });

export const STEPS: readonly Step<string>[] = [
  { key: "charges", title: "账单", state: "done", word: "已出账", fen: 28461736, lines: [line("标准租金", "312,480.16"), line("减免", "−27,862.80"), line("账单", "1,134 笔")], who: <><span className="nw">4月1日 高晓峰制单，</span><span className="nw">贺敏复核</span></> },
  { key: "payments", title: "收款", state: "done", word: "已截止", fen: 26953926, lines: [line("代扣", "184,933.72"), line("线上扫码", "63,663.14"), line("柜台", "20,942.40")], who: <>1,198 笔，<span className="nw">4月30日 24:00 截止</span></> },
  { key: "matched", title: "核销", state: "waiting", word: "3 笔待认领", fen: 25180614, lines: [line("追回代交", "14,236.85"), line("转预收", "2,722.70"), line("待认领", "773.57", true)], who: <><b>高晓峰</b> 认领，<span className="nw">5月13日前</span></> },
  { key: "arrears", title: "欠缴", state: "done", word: "已锁定", fen: 3281122, lines: [line("其中缓交", "1,207.80"), line("其中异议", "544.54"), line("户数", "146 户")], who: "催缴第 1 步已发 138 户" },
  { key: "vouchers", title: "代交", state: "running", word: "进行中", fen: 3105888, lines: [line("户数", "138 户"), line("占应收", "10.91%")], who: <><b>高晓峰</b> 付款，<span className="nw">今日 24:00 前</span></> },
  { key: "remitted", title: "上缴", state: "idle", word: "等代交款", fen: 28286502, lines: [line("住户租金", "251,806.14"), line("代交款", "31,058.88", true)], who: <>住户租金已入库，<b>财政</b> 待确认代交</> },
  { key: "closed", title: "结账", state: "idle", word: "未开始", fen: 28461736, lines: [line("明细", "2,332 行"), line("勾稽", "5 项，4 平", true)], who: <><b>贺敏</b>，入库确认后封账</> },
  { key: "fee", title: "服务费", state: "idle", word: "试算", fen: 2728310, lines: [line("基础", "31,411.33"), line("系数 0.98", "30,783.10"), line("扣款", "−3,500.00")], who: <><b>购买主体</b> 审核，<span className="nw">5月20日前</span></> },
];
