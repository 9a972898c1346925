import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useScope } from '../../providers/me';
import {
  DateTimeText,
  EmailLink,
  PageSkeleton,
  PersonAvatar,
  PersonById,
  Phone,
  RecordHeader,
  RowMenu,
} from '../../ui';
import { HistoryPanel, Panel } from '../../ui/record';
import { problemOfPage, RecordProblem } from '../../ui/record/RecordProblem';
import { useRecord } from '../../ui/record/useRecord';
import AwaySign from '../../ui/standIns/AwaySign';
import LendingCard from '../../ui/standIns/LendingCard';
import { AccessPanel } from './AccessPanel';
import { PersonStatus } from './PersonStatus';
import { Reports } from './Reports';
import { type PersonRecord, recordSelect } from './types';
import { usePersonActions } from './usePersonActions';
import { useSignIns } from './useSignIns';
import './people.css';

function Facts({ person }: { person: PersonRecord }) {
  const { t } = useTranslation();
  const none = <span className="at-none">–</span>;
  const facts = [
    ['job_title', person.job_title ? <bdi key="job">{person.job_title}</bdi> : none],
    ['email', person.email ? <EmailLink key="email" value={person.email} /> : none],
    ['phone', person.phone ? <Phone key="phone" value={person.phone} /> : none],
    ['team_id', person.team ? <bdi key="team">{person.team.name}</bdi> : none],
    ['department_id', person.department ? <bdi key="department">{person.department.name}</bdi> : none],
    [
      'manager_id',
      person.manager ? (
        <Link key="manager" to={`/people/${person.manager.id}`}>
          <PersonById id={person.manager.id} name={person.manager.full_name} size={20} />
        </Link>
      ) : (
        none
      ),
    ],
    ['locale', person.locale ? t(`people.locales.${person.locale}`) : none],
    ['timezone', person.timezone ? <bdi key="zone">{person.timezone}</bdi> : none],
  ] as const;
  return (
    <Panel title={t('people.sections.who')}>
      <dl className="at-facts">
        {facts.map(([field, value]) => (
          <div key={field} className="at-fact">
            <dt>{t(`people.fields.${field}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Loaded({ person }: { person: PersonRecord }) {
  const { t } = useTranslation();
  const signIn = useSignIns().signIns.get(person.id);
  const { actions, dialog } = usePersonActions(person);
  const manages = useScope('profiles', 'update') === 'all';
  const seesRoles = useScope('roles', 'read') !== null;
  const facts = [
    { label: t('people.fields.job_title'), value: person.job_title ? <bdi>{person.job_title}</bdi> : null },
    { label: t('people.fields.team_id'), value: person.team ? <bdi>{person.team.name}</bdi> : null },
    {
      label: t(signIn?.state === 'invited' ? 'people.fields.invited_at' : 'people.fields.last_sign_in_at'),
      value: signIn ? (
        signIn.state === 'invited' && signIn.invited_at ? (
          <DateTimeText value={signIn.invited_at} />
        ) : signIn.last_sign_in_at ? (
          <DateTimeText value={signIn.last_sign_in_at} />
        ) : (
          t('people.never')
        )
      ) : null,
    },
  ];
  return (
    <div className="at-record">
      <RecordHeader
        title={person.full_name}
        crumbs={[{ title: t('people.title'), to: '/people' }]}
        avatar={<PersonAvatar name={person.full_name} avatar={person.avatar} size={40} />}
        status={
          <>
            <PersonStatus person={person} />
            <AwaySign person={person.id} />
          </>
        }
        facts={facts.filter(({ value }) => value)}
        actions={
          <>
            {actions
              .filter(({ danger }) => !danger)
              .map((action) =>
                'to' in action ? (
                  <Link key={action.key} className="at-button-link" to={action.to}>
                    {action.icon} {action.label}
                  </Link>
                ) : (
                  <Button key={action.key} icon={action.icon} onClick={action.onClick}>
                    {action.label}
                  </Button>
                ),
              )}
            <RowMenu name={person.full_name} large actions={actions.filter(({ danger }) => danger)} />
          </>
        }
      />
      <div className={seesRoles ? 'people-columns' : undefined}>
        <div>
          <Facts person={person} />
          {manages && person.active ? (
            <LendingCard person={{ id: person.id, name: person.full_name }} />
          ) : null}
          <Reports id={person.id} />
        </div>
        {seesRoles ? <AccessPanel person={person} /> : null}
      </div>
      {seesRoles ? <HistoryPanel resource="profiles" id={person.id} /> : null}
      {dialog}
    </div>
  );
}

/** A colleague: how to reach them, where they stand, and, for administrators, what they may do and why. */
export default function PersonShow() {
  const { id = '' } = useParams();
  const { query, record: person } = useRecord<PersonRecord>('profiles', id, recordSelect);
  const problem = problemOfPage(query.error, Boolean(person));
  if (problem)
    return <RecordProblem resource="people" error={problem} onRetry={() => void query.refetch()} />;
  if (!person) return <PageSkeleton />;
  return <Loaded key={id} person={person} />;
}
