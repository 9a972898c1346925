import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { scopeOf } from '../../../providers/access';
import { useMe } from '../../../providers/me';
import { type TimelineKind, timelineKinds } from './entries';
import { timelineIcons } from './icons';

const resources: Partial<Record<TimelineKind, string>> = {
  deal: 'deals',
  order: 'orders',
  ticket: 'tickets',
  task: 'tasks',
};

/** Narrows a timeline to some kinds of what can happen; none chosen is all of them. */
export function KindFilter({
  value,
  onChange,
}: {
  value: readonly TimelineKind[];
  onChange: (kinds: TimelineKind[]) => void;
}) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const offered = timelineKinds.filter((kind) => {
    const resource = resources[kind];
    return resource === undefined || scopeOf(permissions, resource, 'read') !== null;
  });
  return (
    <fieldset className="at-kind-filter">
      <legend className="at-hidden">{t('customers.timeline.filter')}</legend>
      <Button
        size="small"
        type={value.length === 0 ? 'primary' : 'default'}
        ghost={value.length === 0}
        aria-pressed={value.length === 0}
        onClick={() => onChange([])}
      >
        {t('customers.timeline.all')}
      </Button>
      {offered.map((kind) => {
        const on = value.includes(kind);
        return (
          <Button
            key={kind}
            size="small"
            type={on ? 'primary' : 'default'}
            ghost={on}
            aria-pressed={on}
            icon={<span aria-hidden>{timelineIcons[kind]}</span>}
            onClick={() =>
              onChange(
                on
                  ? value.filter((one) => one !== kind)
                  : offered.filter((one) => one === kind || value.includes(one)),
              )
            }
          >
            {t(`customers.timeline.kinds.${kind}`)}
          </Button>
        );
      })}
    </fieldset>
  );
}
