/** The month of the design's own mock, built of the dashboard's parts. */
import { Button } from "antd";
import { useState } from "react";

import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { MoneyInput } from "../../components/money-input";
import { MonthPicker } from "../../components/month-picker";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { ProblemAlert } from "../../components/problem-alert";
import { Progress } from "../../components/progress";
import { StatusBadge } from "../../components/status-badge";
import { StepChain } from "../../components/step-chain";
import { ApiProblem } from "../../api/problem";
import { COLUMNS, ROWS, STEPS } from "./month-figures";

const REFUSAL = new ApiProblem({ type: "about:blank", title: "", status: 409, code: "refused", facts: {}, errors: [], request_id: "7f3a" });

export function MonthSample() {
  const [month, setMonth] = useState("2026-04");
  const [step, setStep] = useState("vouchers");
  return (
    <Page
      title="租金月度"
      beside={<MonthPicker value={month} onChange={setMonth} />}
      situation={
        <>
          住户缴 <b>88.47%</b>，代交 10.91%，缓交与异议 0.62%。下一步：
          <b className="wait">高晓峰今日 24:00 前付代交款 31,058.88 元</b>
        </>
      }
      actions={<Button>导出代交汇总表</Button>}
    >
      <StepChain
        steps={STEPS.map((one) =>
          one.key === "vouchers" ? { ...one, progress: <Progress done={96} total={138} unit="户" /> } : one,
        )}
        selected={step}
        onSelect={setStep}
      />
      <div className="beside">
        <Panel
          title="代交明细"
          note={
            <>
              欠缴 <b>32,811.22</b> − 缓交 <b>1,207.80</b> − 异议 <b>544.54</b> = 代交 <b className="acc">31,058.88</b> 元
            </>
          }
        >
          <DataTable
            caption="代交明细"
            columns={COLUMNS}
            rows={ROWS}
            rowKey={(row) => row.unit}
            selected="3栋1单元401"
            onOpen={() => undefined}
            empty="没有代交"
            totals={[
              { label: "本页 10 户小计", figures: { voucher: <Money fen={218861} />, before: <Money fen={330265} /> } },
              { label: "全部 138 户合计", figures: { voucher: <Money fen={3105888} />, before: <Money fen={4418351} /> } },
            ]}
          />
        </Panel>
        <Aside />
      </div>
    </Page>
  );
}

function Aside() {
  const [fen, setFen] = useState<number | null>(30000);
  return (
    <div className="grid">
      <Panel title="代交凭证" note={<StatusBadge tone="waiting">待付款</StatusBadge>} padded>
        <dl className="facts">
          <dt>凭证号</dt>
          <dd>DJ-2026-04-01</dd>
          <dt>制单</dt>
          <dd>高晓峰 5月11日 09:41</dd>
          <dt>缴款码</dt>
          <dd className="mono">1502 0026 0511 0047</dd>
        </dl>
      </Panel>
      <Panel title="收款" padded>
        <ProblemAlert problem={REFUSAL} wayOut="可作红字冲销，须第二人复核。" />
        <div className="grid">
          <MoneyInput aria-label="金额" value={fen} onChange={setFen} />
          <Button type="primary">
            收款 <Money fen={fen} unit /> <kbd>Ctrl Enter</kbd>
          </Button>
          <span>
            <StatusBadge tone="good">在租</StatusBadge> <StatusBadge tone="waiting">分期履行中</StatusBadge>{" "}
            <StatusBadge tone="late">欠 2 个月</StatusBadge> <StatusBadge tone="plain">草稿</StatusBadge>
          </span>
        </div>
      </Panel>
    </div>
  );
}
