import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '../../ui/record';
import type { CustomerRecord } from './record';
import { StageTag } from './StageTag';

/** The company that a customer belongs to, and those that belong to it; nothing when it stands alone. */
export function GroupPanel({ customer }: { customer: CustomerRecord }) {
  const { t } = useTranslation();
  const { parent, subsidiaries } = customer;
  if (!parent && subsidiaries.length === 0) return null;
  const link = ({ id, name }: { id: string; name: string }) => (
    <Link to={`/customers/${id}`}>
      <bdi>{name}</bdi>
    </Link>
  );
  return (
    <Panel title={t('customers.sections.group')}>
      <dl className="at-facts">
        {parent ? (
          <div className="at-fact">
            <dt>{t('customers.fields.parent_id')}</dt>
            <dd>{link(parent)}</dd>
          </div>
        ) : null}
        {subsidiaries.length > 0 ? (
          <div className="at-fact">
            <dt>{t('customers.subsidiaries')}</dt>
            <dd>
              <ul className="at-plain">
                {subsidiaries.map((subsidiary) => (
                  <li key={subsidiary.id} className="at-row">
                    {link(subsidiary)} <StageTag stage={subsidiary.lifecycle_stage} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ) : null}
      </dl>
    </Panel>
  );
}
