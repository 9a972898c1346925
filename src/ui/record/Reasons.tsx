import { useTranslation } from 'react-i18next';
import type { Reach, Role } from '../access/types';
import { useAccessWords } from '../access/useAccessWords';

interface Named {
  id: string;
  name: string;
}

interface ByRole {
  kind: 'role';
  role: Role;
  scope: Reach;
  because: string;
  line?: Named[] | null;
  team?: Named;
  queue?: Named;
  department?: Named;
}

interface ByShare {
  kind: 'share';
  id: string;
  access: 'read' | 'edit';
  team: Named | null;
  by: Named | null;
}

interface ByCustomer {
  kind: 'customer';
  customer: Named;
  reasons: Reason[];
}

interface ByStandIn {
  kind: 'stand_in';
  id: string;
  access: 'read' | 'edit';
  lender: Named;
}

export type Reason = ByRole | ByShare | ByStandIn | ByCustomer;

/** What `why_can_see` gives. */
export interface Why {
  person: Named & { active: boolean };
  can_see: boolean;
  can_edit: boolean;
  reasons: Reason[];
  roles: (Role & { scope: Reach })[];
}

export const isWhy = (value: unknown): value is Why =>
  typeof value === 'object' && value !== null && 'can_see' in value && 'reasons' in value;

function RoleReason({ reason }: { reason: ByRole }) {
  const { t } = useTranslation();
  const words = useAccessWords();
  const named = (thing: Named | undefined) => (thing ? t('access.why.named', { name: thing.name }) : '');
  return (
    <>
      {t('access.why.byRole', { role: words.role(reason.role), scope: words.reach(reason.scope) })}:{' '}
      {t(`access.why.because.${reason.because}`, {
        line: (reason.line ?? []).map(({ name }) => name).join(' → '),
        team: named(reason.team),
        queue: named(reason.queue),
        department: named(reason.department),
      })}
    </>
  );
}

function ShareReason({ reason }: { reason: ByShare }) {
  const { t } = useTranslation();
  return t(reason.team ? 'access.why.shareTeam' : 'access.why.share', {
    access: t(`access.why.accesses.${reason.access}`),
    team: reason.team?.name,
    by: reason.by?.name ?? t('ui.nobody'),
  });
}

/** What lets somebody see a record, each reason on its line. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useTranslation();
  if (reasons.length === 0) return null;
  return (
    <ul className="at-why-reasons">
      {reasons.map((reason) => (
        <li key={JSON.stringify(reason)}>
          {reason.kind === 'role' ? <RoleReason reason={reason} /> : null}
          {reason.kind === 'share' ? <ShareReason reason={reason} /> : null}
          {reason.kind === 'stand_in'
            ? t('access.why.standIn', {
                name: reason.lender.name,
                access: t(`access.why.accesses.${reason.access}`),
              })
            : null}
          {reason.kind === 'customer' ? (
            <>
              {t('access.why.customer', { name: reason.customer.name })}
              <Reasons reasons={reason.reasons} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
