import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { tidy } from '../../lib/checks';
import { useMe } from '../../providers/me';
import { findSimilar } from './finders';

const pause = 500;
const shortest = 3;

/** What was last typed, once the keys have rested. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/** Customers that a new one may be already, by its domain or name. Only a hint: it stops nobody. */
export function DuplicateHint({ name, domain }: { name: unknown; domain: unknown }) {
  const { t } = useTranslation();
  const { client } = useMe();
  const asked = useRested(String(tidy('domain', domain) ?? tidy('text', name) ?? ''));
  const { data = [] } = useQuery({
    queryKey: ['similar-customers', asked],
    queryFn: ({ signal }) => findSimilar(client, asked, signal),
    enabled: asked.length >= shortest,
  });
  if (data.length === 0 || asked.length < shortest) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="at-form-alert"
      title={t('customers.duplicate')}
      description={
        <ul className="at-plain">
          {data.map(({ value, label }) => (
            <li key={value}>
              <Link to={`/customers/${value}`} target="_blank">
                <bdi>{label}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      }
    />
  );
}
