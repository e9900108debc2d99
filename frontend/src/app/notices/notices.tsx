/** 消息: the drawer at the right, with what happened in the person's projects. */
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";

import { Dialog } from "../../components/dialog";
import { PlaceLink } from "../../components/place-link";
import { QueryProblem } from "../../components/query-problem";
import { businessDate, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import { placeOf } from "./notice-place";
import styles from "./notices.module.css";
import { markRead, type Notice, useNotices } from "./queries";

export function Notices({ onClose }: { readonly onClose: () => void }) {
  const { events } = useMessages();
  const cache = useQueryClient();
  const answer = useNotices();
  const pages = answer.data?.pages.filter((page) => page !== undefined) ?? [];
  const notices = pages.flatMap(({ items }) => items);
  const [first] = pages;
  return (
    <Dialog title={events.title} plain aside onClose={onClose}>
      <header className={styles.head}>
        <h2>{events.title}</h2>
        {first && first.unread > 0 && (
          <Button size="small" type="link" onClick={() => void markRead(first.seen, cache)}>
            {events.allRead}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          {events.close}
        </Button>
      </header>
      <QueryProblem of={answer} />
      <div className={styles.list} aria-busy={answer.isPending}>
        {answer.isSuccess && notices.length === 0 && <p className={styles.none}>{events.none}</p>}
        {daysOf(notices).map(([day, among]) => (
          <Day key={day} day={day} notices={among} onLeave={onClose} />
        ))}
        {answer.hasNextPage && (
          <Button type="link" block loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
            {events.more}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function daysOf(notices: readonly Notice[]): readonly (readonly [day: string, among: readonly Notice[]])[] {
  const dayOf = ({ at }: Notice) => businessDate(new Date(at));
  return [...new Set(notices.map(dayOf))].map((day) => [day, notices.filter((notice) => dayOf(notice) === day)]);
}

interface DayProps {
  readonly day: string;
  readonly notices: readonly Notice[];
  readonly onLeave: () => void;
}

function Day({ day, notices, onLeave }: DayProps) {
  const { events } = useMessages();
  const format = useFormat();
  return (
    <section>
      <h3>{day === format.todayOn() ? events.today : format.day(day)}</h3>
      <ul>
        {notices.map((notice) => (
          <li key={notice.id} className={notice.is_read ? undefined : styles.unread}>
            <Line notice={notice} onLeave={onLeave} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ notice, onLeave }: { readonly notice: Notice; readonly onLeave: () => void }) {
  const { events } = useMessages();
  const format = useFormat();
  const told = useSentence(notice);
  const place = placeOf(notice);
  return (
    <>
      {!notice.is_read && <span className="sr-only">{events.unread}</span>}
      {place ? (
        // eslint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the link inside takes keys; the drawer only closes behind it
        <span onClick={onLeave}>
          <PlaceLink place={place}>{told}</PlaceLink>
        </span>
      ) : (
        <span>{told}</span>
      )}
      <small>
        <span>{[notice.project, notice.actor?.organisation, notice.actor?.name].filter(Boolean).join(" ")}</span>
        <time dateTime={notice.at}>{format.time(notice.at)}</time>
      </small>
    </>
  );
}

/** 4月租金已入库 251,806.14 元. */
/** A sentence of its own, or what it is about and the step; a kind that nobody worded says itself. */
function said(kind: string, { kinds, subjects, steps, moved }: Messages["events"]): string {
  const at = kind.lastIndexOf(".");
  const subject = subjects[kind.slice(0, at)];
  return kinds[kind] ?? (subject === undefined ? kind : `${subject} ${steps[kind.slice(at + 1)] ?? moved}`);
}

function useSentence({ kind, facts, number }: Notice): string {
  const { events, units } = useMessages();
  const format = useFormat();
  const { month, amount_fen: amount, payable_fen: payable, billed_fen: billed, income_fen: income } = facts;
  const sum = [amount, payable, billed, income].find((fen) => typeof fen === "number");
  return [
    typeof month === "string" ? `${format.shortMonth(month)}${said(kind, events)}` : said(kind, events),
    sum === undefined ? (number ?? "") : `${format.money(sum)} ${units.yuan}`,
  ].join(" ");
}
