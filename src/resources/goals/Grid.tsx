import { useTranslation } from 'react-i18next';
import { dayIn } from '../../lib/days';
import { useMe } from '../../providers/me';
import { PersonById, useFormats } from '../../ui';
import { Cell } from './Cell';
import { type Period, periodName } from './periods';
import { type CellChange, cellOf, changeOf, type Sheet, type SheetRow, targetsOf } from './sheet';
import { Targets } from './Targets';

/** What scrolls is reached by keyboard, though nothing in it may be. */
const scrolls = { tabIndex: 0 };

const keyOf = ({ start }: Period) => start;

/** Brings today's column into sight, where the sheet is wider than its place. */
const show = (head: HTMLElement | null) => head?.scrollIntoView({ inline: 'center', block: 'nearest' });

function RowName({ row }: { row: SheetRow }) {
  const { t } = useTranslation();
  if (row.kind === 'organisation') return <strong>{t('goals.organisation')}</strong>;
  if (row.kind === 'team')
    return (
      <strong>
        <bdi>{row.name}</bdi>
      </strong>
    );
  return <PersonById id={row.id} name={row.name} size={20} />;
}

/** The sheet: a line for each person and team, a column for each period, what the year comes to at the end. */
export function Grid({
  sheet,
  periods,
  currency,
  onSave,
}: {
  sheet: Sheet;
  periods: readonly Period[];
  /** The currency that most targets are in, null for counts. */
  currency: string | null;
  onSave: (cells: readonly CellChange[]) => Promise<void>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayIn(useMe().organisation.timezone);
  const isNow = ({ start, end }: Period) => start <= today && today <= end;
  const nameOf = (row: SheetRow) => row.name ?? t('goals.organisation');
  const totalOf = (row: SheetRow) => {
    const [first, last] = [periods[0], periods.at(-1)];
    return first && last ? targetsOf(cellOf(sheet.goals, row.id, { start: first.start, end: last.end })) : [];
  };
  return (
    <section className="at-goal-box" aria-label={t('goals.title')} {...scrolls}>
      <table className="at-goal-grid">
        <thead>
          <tr>
            <th scope="col">{t('goals.whose')}</th>
            {periods.map((period) => (
              <th
                key={keyOf(period)}
                ref={isNow(period) ? show : undefined}
                scope="col"
                aria-current={isNow(period) ? 'date' : undefined}
              >
                {periodName(period, formats.locale)}
              </th>
            ))}
            <th scope="col">{t('goals.year')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => {
            const totals = totalOf(row);
            return (
              <tr key={row.id} className={row.kind === 'person' ? undefined : 'at-goal-team'}>
                <th scope="row">
                  <RowName row={row} />
                </th>
                {periods.map((period) => {
                  const state = cellOf(sheet.goals, row.id, period);
                  const goal = state.kind === 'set' ? state.goal : null;
                  return (
                    <td key={keyOf(period)}>
                      <Cell
                        state={state}
                        usual={currency}
                        label={t('goals.cell', {
                          name: nameOf(row),
                          period: periodName(period, formats.locale),
                        })}
                        onSave={
                          row.may_set ? (target) => onSave([changeOf(row, period, goal, target)]) : undefined
                        }
                      />
                    </td>
                  );
                })}
                <td className="at-figure">
                  {totals.length === 0 ? '–' : <Targets targets={totals} usual={currency} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
