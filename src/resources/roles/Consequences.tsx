import { MinusCircleOutlined, PlusCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../ui';
import { useAccessWords } from '../../ui/access/useAccessWords';
import type { ActionChange, Preview, Reading } from './usePreview';

function Line({ gain, children, more }: { gain: boolean; children: ReactNode; more?: ReactNode }) {
  return (
    <li className={gain ? 'roles-line roles-gain' : 'roles-line roles-loss'}>
      {gain ? <PlusCircleOutlined aria-hidden /> : <MinusCircleOutlined aria-hidden />}
      <div>
        {children}
        {more}
      </div>
    </li>
  );
}

function Who({ reading, gain }: { reading: Reading; gain: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const people = reading.people.filter(({ lost, gained }) => (gain ? gained : lost) > 0);
  return (
    <details>
      <summary>{t('roles.preview.who')}</summary>
      <ul>
        {people.map(({ id, name, lost, gained }) => (
          <li key={id}>
            <Link to={`/people/${id}`} target="_blank">
              <bdi>{name}</bdi>
            </Link>{' '}
            <span className="at-figure">{formats.number(gain ? gained : lost)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function ReadingLines({ reading }: { reading: Reading }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const words = useAccessWords();
  const resource = words.resource(reading.resource).toLocaleLowerCase(i18n.language);
  const rows = (number: number) =>
    reading.complete ? formats.number(number) : t('roles.preview.atLeast', { rows: formats.number(number) });
  const text = (key: 'loses' | 'gains', count: number, number: number) =>
    t(`roles.preview.${key}`, { count, people: formats.number(count), rows: rows(number), resource });
  return (
    <>
      {reading.people_losing > 0 ? (
        <Line gain={false} more={<Who reading={reading} gain={false} />}>
          {text('loses', reading.people_losing, reading.rows_lost)}
        </Line>
      ) : null}
      {reading.people_gaining > 0 ? (
        <Line gain more={<Who reading={reading} gain />}>
          {text('gains', reading.people_gaining, reading.rows_gained)}
        </Line>
      ) : null}
    </>
  );
}

function ActionLines({ change }: { change: ActionChange }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useAccessWords();
  const name = t('roles.preview.action', {
    resource: words.resource(change.resource),
    action: words.action(change.action),
  });
  const kinds = ['losing', 'narrowed', 'widened', 'gaining'] as const;
  return kinds
    .filter((kind) => change[kind] > 0)
    .map((kind) => (
      <Line key={kind} gain={kind === 'widened' || kind === 'gaining'}>
        {t(`roles.preview.${kind}`, { name, count: change[kind], people: formats.number(change[kind]) })}
      </Line>
    ));
}

/** What a change of a role does to those who have it: what they see no longer or newly, what they may do. */
export function Consequences({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const counted = new Set(preview.reading.map(({ resource }) => resource));
  const actions = preview.actions.filter(
    ({ resource, action }) => action !== 'read' || !counted.has(resource),
  );
  const felt = preview.reading.filter((one) => one.people_losing + one.people_gaining > 0);
  if (preview.people === 0) return <p>{t('roles.preview.nobody')}</p>;
  if (felt.length + actions.length === 0) return <p>{t('roles.preview.nothing')}</p>;
  return (
    <>
      {felt.length > 0 ? (
        <ul className="roles-consequences">
          {felt.map((reading) => (
            <ReadingLines key={reading.resource} reading={reading} />
          ))}
        </ul>
      ) : null}
      {actions.length > 0 ? (
        <ul className="roles-consequences">
          {actions.map((change) => (
            <ActionLines key={`${change.resource} ${change.action}`} change={change} />
          ))}
        </ul>
      ) : null}
      <p className="at-hint">{t('roles.preview.hint')}</p>
    </>
  );
}
