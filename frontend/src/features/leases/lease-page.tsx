/** A lease by itself: it is looked at on the page of its household. */
import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";

import { Pending } from "../../components/pending";
import { useMessages } from "../../i18n/language";
import { leaseQuery } from "./queries";

export function LeasePage() {
  const { homes } = useMessages();
  const { leaseId = "" } = useParams({ strict: false });
  const answer = useQuery(leaseQuery(leaseId));
  if (answer.data) return <Navigate to="/households/$householdId" params={{ householdId: answer.data.household_id }} search={{ lease: leaseId }} replace />;
  return <Pending title={homes.leases.title} answer={answer} />;
}
