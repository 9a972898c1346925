import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../../providers/me';
import { SearchSelect } from '../../../ui/form/SearchSelect';
import { findAnyCustomers } from '../finders';
import type { CustomerRecord } from '../record';
import { SimilarReasons } from '../similar/SimilarReasons';
import { useSimilar } from '../similar/useSimilar';

/** Finds one more customer to merge: what looks the same is offered, any other is searched for. */
export function AnotherCustomer({
  records,
  full,
  onAdd,
}: {
  records: readonly CustomerRecord[];
  /** No more can be added. */
  full: boolean;
  onAdd: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const id = useId();
  const [first] = records;
  const { data, isPending } = useSimilar(
    first
      ? {
          name: first.name,
          domain: first.domain,
          emails: [
            first.details?.email,
            first.details?.email2,
            ...first.contacts.map((c) => c.details?.email),
          ],
          phones: [first.details?.phone, first.details?.phone2],
          except: records.map((record) => record.id),
        }
      : null,
  );
  // Beside others already chosen, a name that is nearly the same says too little.
  const similar = data?.filter(({ reasons }) => records.length < 2 || reasons.some((why) => why !== 'name'));
  if (full) return <p className="at-hint">{t('customers.merge.tooMany')}</p>;
  return (
    <section className="customers-merge-add">
      <label htmlFor={id}>
        {t(records.length > 1 ? 'customers.merge.addAnother' : 'customers.merge.add')}
      </label>
      <SearchSelect
        id={id}
        field={{
          name: 'other',
          part: 'customer',
          label: t('customers.merge.add'),
          type: 'record',
          find: async (text) =>
            (await findAnyCustomers(client, text)).filter(
              ({ value }) => !records.some((record) => record.id === value),
            ),
        }}
        value={null}
        onChange={(chosen) => typeof chosen === 'string' && onAdd(chosen)}
      />
      {first && similar && similar.length > 0 ? (
        <>
          <h3>{t('customers.merge.likely')}</h3>
          <ul className="at-plain customers-similar">
            {similar.map((row) => (
              <li key={row.id}>
                <Link to={`/customers/${row.id}`} target="_blank">
                  <bdi>{row.name}</bdi>
                </Link>
                <SimilarReasons row={row} />
                <Button
                  size="small"
                  icon={<PlusOutlined aria-hidden />}
                  onClick={() => onAdd(row.id)}
                  aria-label={`${t('customers.merge.addAnother')}: ${row.name}`}
                >
                  {t('customers.merge.addThis')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : first && !isPending && records.length < 2 ? (
        <p className="at-hint">{t('customers.merge.noneLikely')}</p>
      ) : null}
    </section>
  );
}
