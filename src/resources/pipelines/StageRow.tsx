import { EditOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { type RowAction, RowMenu, useFormats } from '../../ui';
import { Retired } from './Retired';
import { type Stage, useAct } from './useSettings';

/** A stage among those of its pipeline, with what can be done to it. */
export function StageRow({ stage, onEdit }: { stage: Stage; onEdit: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const act = useAct();
  const { name, outcome, active, win_probability, max_age_days } = stage;
  const actions: RowAction[] = [
    { key: 'edit', label: t('actions.edit'), icon: <EditOutlined aria-hidden />, onClick: onEdit },
    {
      key: 'active',
      label: t(active ? 'pipelines.retire' : 'pipelines.bringBack'),
      icon: active ? <StopOutlined aria-hidden /> : <UndoOutlined aria-hidden />,
      onClick: () =>
        void act(
          'save_stage',
          { id: stage.id, stage: { active: !active }, version: stage.updated_at },
          t(active ? 'pipelines.stageRetired' : 'pipelines.broughtBack', { name }),
        ),
    },
  ];
  return (
    <>
      <span className="pipelines-stage">
        <bdi className="pipelines-name">{name}</bdi>
        <span className="pipelines-facts">
          {outcome === 'open' ? (
            <>
              <span>{t('pipelines.chance', { percent: formats.percent(win_probability) })}</span>
              <span>
                {max_age_days === null
                  ? t('pipelines.noLimit')
                  : t('pipelines.days', { count: max_age_days, days: formats.number(max_age_days) })}
              </span>
            </>
          ) : (
            <span>{t(`pipelines.outcomes.${outcome}`)}</span>
          )}
          <Retired active={active} />
        </span>
      </span>
      <span className="pipelines-end">
        <RowMenu name={name} actions={actions} />
      </span>
    </>
  );
}
