import { useTranslation } from 'react-i18next';
import { ReachSteps } from '../../ui/access/ReachTag';
import { isReach, type Reach, reaches } from '../../ui/access/types';
import { useAccessWords } from '../../ui/access/useAccessWords';

/** How far a role may do something: chosen from what the action allows; a change is marked, with what it was. */
export function ReachSelect({
  label,
  value,
  before,
  scoped,
  onChange,
}: {
  /** Resource and action, for readers. */
  label: string;
  value: Reach;
  before: Reach;
  scoped: boolean;
  onChange: (reach: Reach) => void;
}) {
  const { t } = useTranslation();
  const words = useAccessWords();
  const changed = value !== before;
  const word = (reach: Reach) => (!scoped && reach === 'all' ? t('roles.yes') : words.reach(reach));
  return (
    <span className={changed ? 'roles-cell roles-cell-changed' : 'roles-cell'}>
      <span className="roles-select">
        <ReachSteps reach={value} />
        <select
          aria-label={label}
          title={scoped ? words.meaning(value) : undefined}
          value={value}
          onChange={({ target }) => isReach(target.value) && onChange(target.value)}
        >
          {(scoped ? reaches : (['none', 'all'] as const)).map((reach) => (
            <option key={reach} value={reach}>
              {word(reach)}
            </option>
          ))}
        </select>
      </span>
      {changed ? <span className="roles-was">{t('roles.was', { scope: word(before) })}</span> : null}
    </span>
  );
}
