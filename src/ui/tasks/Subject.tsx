import { CustomerServiceOutlined, FundOutlined, ShopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SubjectKind } from './values';
import './tasks.css';

/** What a task is about, as far as its reader sees it. */
export interface TaskSubjects {
  customer: { id: string; name: string } | null;
  deal: { id: string; name: string } | null;
  ticket: { id: string; subject: string } | null;
}

const signs = { customers: ShopOutlined, deals: FundOutlined, tickets: CustomerServiceOutlined };

/** The nearest thing that a task is about: a deal or a ticket rather than its customer. */
export function subjectOf({ customer, deal, ticket }: TaskSubjects) {
  const named = (kind: SubjectKind, id: string, name: string) => ({ kind, id, name });
  if (deal) return named('deals', deal.id, deal.name);
  if (ticket) return named('tickets', ticket.id, ticket.subject);
  return customer ? named('customers', customer.id, customer.name) : null;
}

/** What a task is about, linked. */
export function Subject({ of, plain = false }: { of: TaskSubjects; plain?: boolean }) {
  const { t } = useTranslation();
  const subject = subjectOf(of);
  if (!subject) return plain ? null : <span className="at-none">–</span>;
  const Sign = signs[subject.kind];
  const content = (
    <>
      <Sign className="at-task-subject-sign" aria-hidden />
      <span className="at-hidden">{t(`${subject.kind}.one`)}</span>
      <bdi>{subject.name}</bdi>
    </>
  );
  return plain ? (
    <span className="at-task-subject">{content}</span>
  ) : (
    <Link className="at-task-subject" to={`/${subject.kind}/${subject.id}`} title={subject.name}>
      {content}
    </Link>
  );
}
