import { useDataProvider } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../../src/dashboards/widgets';
import { FormDialog, Problem } from '../../src/ui/dialog';
import { useAct } from '../../src/ui/dialog/useAct';
import { type FieldDef, FormField } from '../../src/ui/form';
import { MomentBy } from '../../src/ui/MomentBy';
import type { AdjustmentRow } from './widgets/forecastRollup.spec';

const table = 'forecast_adjustments';

interface Fields {
  amount: number | null;
  note: string | null;
}

/** Says what somebody's quarter will bring instead of what rolls up, or takes that back. */
export function AdjustForecast({
  subject,
  quarter,
  currency,
  adjustment,
  onClose,
}: {
  subject: { whose: 'organisation' | 'team' | 'person'; key: string | null; name: string; weighted: number };
  /** The quarter's first day. */
  quarter: string;
  currency: string;
  adjustment: AdjustmentRow | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { figure } = useFigures();
  const { message } = App.useApp();
  const provider = useDataProvider()();
  const queries = useQueryClient();
  const done = async (text: string) => {
    void message.success(text);
    onClose();
    await queries.invalidateQueries({ queryKey: ['query_metrics'] });
  };
  const save = async ({ amount, note }: Fields) => {
    const said = { amount, note, currency };
    if (adjustment)
      await provider.update({
        resource: table,
        id: adjustment.id,
        variables: said,
        meta: { updatedAt: adjustment.at },
      });
    else
      await provider.create({
        resource: table,
        variables: {
          ...said,
          quarter_start: quarter,
          profile_id: subject.whose === 'person' ? subject.key : null,
          team_id: subject.whose === 'team' ? subject.key : null,
        },
      });
    await done(t('form.saved'));
  };
  const withdraw = useAct(async ({ id }: AdjustmentRow) => {
    await provider.deleteOne({ resource: table, id, meta: { trash: false } });
    await done(t('sales.adjust.withdrawn'));
  });
  const fields: FieldDef[] = [
    {
      name: 'amount',
      part: table,
      label: t('sales.adjust.amount'),
      type: 'number',
      required: true,
      least: 0,
      most: 1e13,
      currency,
    },
    { name: 'note', part: table, label: t('sales.adjust.note'), type: 'multiline', max: 500 },
  ];
  return (
    <FormDialog<Fields>
      title={t('sales.adjust.title', { name: subject.name })}
      action={t('actions.save')}
      initial={{ amount: adjustment?.amount ?? Math.round(subject.weighted), note: adjustment?.note ?? null }}
      onSave={save}
      onClose={onClose}
    >
      <p>
        {t('sales.adjust.rolledUp', {
          amount: figure('deals.open_value', subject.weighted, currency),
        })}
      </p>
      {fields.map((field) => (
        <FormField key={field.name} field={field} />
      ))}
      <Problem error={withdraw.problem} />
      {adjustment ? (
        <p>
          <MomentBy value={adjustment.at} name={adjustment.by_label} />{' '}
          <Button
            type="link"
            danger
            size="small"
            loading={withdraw.busy}
            onClick={() => void withdraw.act(adjustment)}
          >
            {t('sales.adjust.withdraw')}
          </Button>
        </p>
      ) : null}
    </FormDialog>
  );
}
