import { useQuery } from '@tanstack/react-query';
import { App, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../lib/days';
import { toAtriumError } from '../../lib/errors';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { DateField } from '../DateField';
import { AskDialog } from '../dialog';
import { loadPeople } from '../people';
import { useErrorText } from '../states';
import { useFormats } from '../useFormats';
import './standIns.css';
import './texts';
import { type StandIn, useFreshStandIns } from './useStandIns';

const kinds = ['customers', 'deals', 'orders', 'tickets', 'tasks', 'activities', 'events'] as const;

/** Lends somebody's work to a colleague for some days, or changes what was lent. */
export default function LendDialog({
  lender,
  kept,
  onClose,
}: {
  lender: { id: string; name: string };
  /** What was lent and is to be changed. */
  kept?: StandIn;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const { message } = App.useApp();
  const formats = useFormats();
  const rpc = useRpc();
  const errorText = useErrorText();
  const fresh = useFreshStandIns();
  const field = useId();
  const today = dayIn(formats.timezone);
  const [whom, setWhom] = useState(kept?.stand_in_id);
  const [lent, setLent] = useState<string[]>(kept?.resources ?? []);
  const [access, setAccess] = useState<'read' | 'edit'>(kept?.access ?? 'edit');
  const [startsOn, setStartsOn] = useState<string | null>(kept?.starts_on ?? today);
  const [endsOn, setEndsOn] = useState<string | null>(kept?.ends_on ?? addDays(today, 6));
  const [daysWrong, setDaysWrong] = useState<string | null>(null);
  const people = useQuery({
    queryKey: ['data', 'default', 'profiles', 'stand-ins', lender.id],
    queryFn: async () =>
      (await loadPeople(client, { active: true })).filter(({ value }) => value !== lender.id),
  });
  const mine = lender.id === profile.id;

  const sayAtDays = (error: unknown) => {
    const isOfDays = toAtriumError(error).errors?.ends_on !== undefined;
    setDaysWrong(isOfDays ? errorText(error) : null);
    return isOfDays;
  };
  const save = async () => {
    setDaysWrong(null);
    await rpc('save_stand_in', {
      payload: {
        ...(kept ? { id: kept.id } : { lender_id: lender.id }),
        stand_in_id: whom ?? null,
        resources: lent.length > 0 ? lent : null,
        access,
        starts_on: startsOn,
        ends_on: endsOn,
      },
    });
    void message.success(t('standIn.saved'));
    onClose();
    await fresh();
  };

  const label = (key: string, text: string, optional = false) => (
    <label htmlFor={`${field}-${key}`} className="at-label">
      {text} {optional ? <span className="at-optional">{t('form.optional')}</span> : null}
    </label>
  );

  return (
    <AskDialog
      title={mine ? t('standIn.lendMine') : t('standIn.lendOf', { name: lender.name })}
      action={t('actions.save')}
      ready={Boolean(whom && startsOn && endsOn)}
      problem={people.error ?? undefined}
      onAct={save}
      atField={sayAtDays}
      onClose={onClose}
    >
      <p className="at-hint">{t('standIn.hint')}</p>
      <div className="at-lend">
        <div>
          {label('whom', t('standIn.whom'))}
          <Select
            id={`${field}-whom`}
            className="at-wide"
            showSearch={{ optionFilterProp: 'label' }}
            loading={people.isPending}
            value={whom}
            options={people.data ?? []}
            onChange={setWhom}
          />
        </div>
        <div className="at-lend-days">
          <div>
            {label('from', t('standIn.from'))}
            <DateField id={`${field}-from`} value={startsOn} onChange={setStartsOn} />
          </div>
          <div>
            {label('until', t('standIn.until'))}
            <DateField id={`${field}-until`} value={endsOn} onChange={setEndsOn} />
          </div>
          {daysWrong ? (
            <p role="alert" className="at-lend-wrong">
              {daysWrong}
            </p>
          ) : null}
        </div>
        <div>
          {label('what', t('standIn.what'), true)}
          <Select
            id={`${field}-what`}
            className="at-wide"
            mode="multiple"
            placeholder={t('standIn.everything')}
            value={lent}
            options={kinds.map((value) => ({ value, label: t(`standIn.kinds.${value}`) }))}
            onChange={setLent}
          />
        </div>
        <Radio.Group
          aria-label={t('standIn.access')}
          value={access}
          options={(['edit', 'read'] as const).map((value) => ({
            value,
            label: t(`standIn.accesses.${value}`),
          }))}
          onChange={({ target }) => setAccess(target.value)}
        />
      </div>
    </AskDialog>
  );
}
