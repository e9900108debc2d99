/** The deeds of an approval are the record's own: read as it is now, and offered as its own page offers them. */
import { useQuery, type UseQueryOptions } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";

import { QueryProblem } from "../../components/query-problem";
import { AdjustmentDeeds } from "../../features/adjustments/adjustment-deeds";
import { adjustmentQuery } from "../../features/adjustments/queries";
import { ChangeDeeds } from "../../features/changes/change-deeds";
import { changeQuery } from "../../features/changes/queries";
import { ContractDeeds } from "../../features/contracts/contract-deeds";
import { ApprovePrice } from "../../features/contracts/prices-panel";
import { contractQuery } from "../../features/contracts/queries";
import { DeductionDeeds } from "../../features/deductions/deduction-deeds";
import { deductionQuery } from "../../features/deductions/queries";
import { ExchangeDeeds } from "../../features/exchanges/exchange-deeds";
import { exchangeQuery } from "../../features/exchanges/queries";
import { FeeDeeds } from "../../features/fees/fee-deeds";
import { feeQuery } from "../../features/fees/queries";
import { importQuery } from "../../features/imports/queries";
import { Confirm } from "../../features/imports/confirm";
import { remittanceQuery } from "../../features/remittances/queries";
import { RemittanceDeeds } from "../../features/remittances/remittance-deeds";
import { voucherQuery } from "../../features/vouchers/queries";
import { VoucherDeeds } from "../../features/vouchers/voucher-deeds";
import { parentOf } from "./approval-place";
import { BanDecision, BillDecision, DepositBack, DirectDecision, MeasureDecision, RenewalDecision, RentBack, TermsDecision, UnitDecision } from "./life-deeds";
import type { Approval } from "./queries";

interface Props {
  readonly of: Approval;
}

/** Reads the record by its id, and shows what can be done with it. */
function deedsOf<One, Failure, Key extends readonly unknown[]>(
  query: (id: string) => UseQueryOptions<One, Failure, One, Key>,
  Deeds: ComponentType<{ readonly one: One }>,
): ComponentType<Props> {
  return function Read({ of }: Props): ReactNode {
    const answer = useQuery(query(of.subject_id));
    return answer.data === undefined ? <QueryProblem of={answer} /> : <Deeds one={answer.data} />;
  };
}

function PriceDeeds({ of }: Props) {
  const contract = useQuery(contractQuery(parentOf(of) ?? ""));
  return contract.data === undefined ? <QueryProblem of={contract} /> : <ApprovePrice one={contract.data} priceId={of.subject_id} />;
}

const DEEDS: Readonly<Partial<Record<Approval["kind"], ComponentType<Props>>>> = {
  voucher: deedsOf(voucherQuery, VoucherDeeds),
  remittance: deedsOf(remittanceQuery, RemittanceDeeds),
  fee_statement: deedsOf(feeQuery, FeeDeeds),
  deduction: deedsOf(deductionQuery, DeductionDeeds),
  contract: deedsOf(contractQuery, ContractDeeds),
  contract_price: PriceDeeds,
  adjustment: deedsOf(adjustmentQuery, AdjustmentDeeds),
  import: deedsOf(importQuery, Confirm),
  renewal: RenewalDecision,
  lease_change: deedsOf(changeQuery, ChangeDeeds),
  lease_terms: TermsDecision,
  exchange: deedsOf(exchangeQuery, ExchangeDeeds),
  eligibility: MeasureDecision,
  ban: BanDecision,
  reservation: DirectDecision,
  unit_decision: UnitDecision,
  final_bill: BillDecision,
  deposit_refund: DepositBack,
  rent_refund: RentBack,
};

export function ApprovalDeeds({ of }: Props) {
  const Deeds = DEEDS[of.kind];
  return Deeds ? <Deeds of={of} /> : null;
}
