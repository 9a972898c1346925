import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Segmented, Select } from 'antd';
import type { DateLocalizer } from 'react-big-calendar';
import { useTranslation } from 'react-i18next';
import { useMe, useScope } from '../../providers/me';
import { loadPeople } from '../../ui/people';
import { formatsOf } from './localizer';
import { layers, views } from './types';
import type { CalendarState } from './useCalendarState';

/** What is on the screen, in words: a month, a week, a day. */
function useTitleOf(state: CalendarState, localizer: DateLocalizer): string {
  const { i18n } = useTranslation();
  const { organisation } = useMe();
  const { monthHeaderFormat, dayHeaderFormat, dayRangeHeaderFormat } = formatsOf(i18n.language);
  const { first, last } = state.daysShown(localizer, organisation.weekStart);
  const write = (format: unknown, value: unknown): string =>
    typeof format === 'function' ? String(format(value)) : '';
  if (state.view === 'month') return write(monthHeaderFormat, state.date);
  if (state.view === 'day') return write(dayHeaderFormat, state.date);
  const [start, end] = [first, last].map((day) => new Date(`${day}T12:00`));
  return write(dayRangeHeaderFormat, { start, end });
}

/** Goes on and back, chooses the view, whose calendar it is, and what else it shows. */
export function Toolbar({ state, localizer }: { state: CalendarState; localizer: DateLocalizer }) {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const mayReadOthers = useScope('events', 'read') !== 'own';
  const title = useTitleOf(state, localizer);
  const people = useQuery({
    queryKey: ['data', 'default', 'profiles', 'active'],
    queryFn: () => loadPeople(client, { active: true }),
    enabled: mayReadOthers,
  });
  return (
    <div className="at-calendar-bar">
      <div className="at-calendar-go">
        <Button onClick={state.today}>{t('calendar.today')}</Button>
        <Button
          className="at-flip"
          icon={<LeftOutlined aria-hidden />}
          aria-label={t('calendar.back')}
          onClick={() => state.step(localizer, -1)}
        />
        <Button
          className="at-flip"
          icon={<RightOutlined aria-hidden />}
          aria-label={t('calendar.on')}
          onClick={() => state.step(localizer, 1)}
        />
        <h2 aria-live="polite">{title}</h2>
      </div>
      <Segmented
        aria-label={t('calendar.view')}
        value={state.view}
        options={views.map((view) => ({ value: view, label: t(`calendar.views.${view}`) }))}
        onChange={state.setView}
      />
      {mayReadOthers ? (
        <Select
          className="at-calendar-whose"
          aria-label={t('calendar.whose')}
          value={state.whose}
          loading={people.isLoading}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: 'mine', label: t('calendar.mine') },
            { value: 'team', label: t('calendar.team') },
            ...(people.data ?? []).filter(({ value }) => value !== profile.id),
          ]}
          onChange={state.setWhose}
        />
      ) : null}
      <Checkbox.Group
        className="at-calendar-layers"
        value={[...state.layers]}
        options={layers.map((layer) => ({ value: layer, label: t(`calendar.layers.${layer}`) }))}
        onChange={state.setLayers}
      />
    </div>
  );
}
