import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { tidy } from '../../../lib/checks';
import type { Values } from '../../../lib/merge-changes';
import { useSettled } from '../../../ui/useSettled';
import { SimilarReasons } from './SimilarReasons';
import { useSimilar } from './useSimilar';

const pause = 500;
const asked = ['name', 'domain', 'email', 'email2', 'phone', 'phone2'] as const;

/** Customers that a new one may be already, by its name, domain, e-mail or phone. Only a hint: it stops nobody. */
export function DuplicateHint({ values }: { values: Values }) {
  const { t } = useTranslation();
  const rested = useSettled(JSON.stringify(asked.map((name) => values[name] ?? '')), pause);
  const [name, domain, email, email2, phone, phone2] = (JSON.parse(rested) as unknown[]).map(String);
  const { data = [] } = useSimilar({
    name,
    domain: String(tidy('domain', domain) ?? ''),
    emails: [email, email2],
    phones: [phone, phone2],
  });
  const empty = rested === JSON.stringify(asked.map(() => ''));
  if (data.length === 0 || empty) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="at-form-alert"
      title={t('customers.duplicate')}
      description={
        <ul className="at-plain customers-similar">
          {data.map((row) => (
            <li key={row.id}>
              <Link to={`/customers/${row.id}`} target="_blank">
                <bdi>{row.name}</bdi>
              </Link>
              <SimilarReasons row={row} />
            </li>
          ))}
        </ul>
      }
    />
  );
}
