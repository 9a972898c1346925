import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { TableSkeleton } from '../Skeletons';
import { ErrorState, useErrorText } from '../states';
import { useFormats } from '../useFormats';
import LendDialog from './LendDialog';
import './standIns.css';
import './texts';
import { type StandIn, useFreshStandIns, useStandIns } from './useStandIns';

/** What somebody lends and stands in for: seen, lent, changed and ended. */
export default function LendingCard({ person }: { person: { id: string; name: string } }) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const { message, notification } = App.useApp();
  const formats = useFormats();
  const errorText = useErrorText();
  const rpc = useRpc();
  const fresh = useFreshStandIns();
  const query = useStandIns(person.id);
  const [asking, setAsking] = useState<{ kept?: StandIn } | null>(null);
  const mine = person.id === profile.id;

  const end = async (one: StandIn) => {
    try {
      await rpc('end_stand_in', { stand_in: one.id });
      void message.success(t('standIn.ended'));
    } catch (error) {
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
    await fresh();
  };
  const saidOf = (one: StandIn) => {
    const lends = one.lender_id === person.id;
    const name = (lends ? one.stand_in : one.lender)?.full_name ?? t('ui.nobody');
    return (
      <>
        <strong>{t(lends ? 'standIn.lineTo' : 'standIn.lineFor', { name })}</strong>
        <span className="at-hint">
          {t('standIn.days', { from: formats.date(one.starts_on), until: formats.date(one.ends_on) })}
          {' · '}
          {one.resources
            ? formats.list(one.resources.map((kind) => t(`standIn.kinds.${kind}`)))
            : t('standIn.everything')}
          {' · '}
          {t(`standIn.accesses.${one.access}`)}
        </span>
      </>
    );
  };

  return (
    <section id="lending" className="at-card" aria-labelledby="lending-title">
      <h2 id="lending-title">{t('standIn.title')}</h2>
      <p className="at-hint">{t('standIn.hint')}</p>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <TableSkeleton />
      ) : (
        <ul className="at-lendings">
          {query.data.map((one) => (
            <li key={one.id}>
              <div>{saidOf(one)}</div>
              <div className="at-row">
                {one.lender_id === person.id ? (
                  <Button size="small" onClick={() => setAsking({ kept: one })}>
                    {t('standIn.change')}
                  </Button>
                ) : null}
                <Button size="small" type="text" danger onClick={() => void end(one)}>
                  {t('standIn.end')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setAsking({})}>
        {mine ? t('standIn.lendMine') : t('standIn.lendOf', { name: person.name })}
      </Button>
      {asking ? <LendDialog lender={person} kept={asking.kept} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}
