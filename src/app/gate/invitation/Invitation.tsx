import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { createFormats } from '../../../lib/format';
import { useServices } from '../../services';
import { FormError } from '../fields';
import { GateFrame } from '../GateFrame';
import { type Answer, answers, askInvitation, type Invited, isAnswer, mayPass } from './request';
import './texts';

/** When a meeting is, by the clock of whoever reads. */
function useWhen(): (meeting: Invited) => string {
  const { i18n } = useTranslation();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const formats = createFormats(i18n.language, timeZone);
  return ({ all_day, first_day, last_day, starts_at, ends_at }) =>
    all_day
      ? [...new Set([first_day, last_day].map((day) => formats.date(day)))].join(' – ')
      : `${formats.date(starts_at)} ${formats.time(starts_at)} – ${formats.time(ends_at)} (${timeZone})`;
}

/**
 * Where the links of an invitation lead a guest, who needs no account: the meeting, and their answer. The link chooses an
 * answer and a click gives it, as programs that read mail follow links as well.
 */
export default function Invitation() {
  const { t } = useTranslation();
  const services = useServices();
  const { token = '' } = useParams();
  const [search] = useSearchParams();
  const wished = search.get('answer');
  const sayWhen = useWhen();
  const [meeting, setMeeting] = useState<Invited | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<Answer | null>(null);
  const [said, setSaid] = useState(false);
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies(tries): asked anew at each try
  useEffect(() => {
    let here = true;
    setProblem(null);
    askInvitation(services, token).then(
      (outcome) => {
        if (!here) return;
        if ('meeting' in outcome) setMeeting(outcome.meeting);
        else setProblem(outcome.problem);
      },
      () => here && setProblem('errors.unknown'),
    );
    return () => {
      here = false;
    };
  }, [services, token, tries]);

  const give = async (answer: Answer) => {
    setBusy(answer);
    setProblem(null);
    try {
      const outcome = await askInvitation(services, token, answer);
      if ('meeting' in outcome) {
        setMeeting(outcome.meeting);
        setSaid(true);
      } else setProblem(outcome.problem);
    } catch {
      setProblem('errors.unknown');
    }
    setBusy(null);
  };

  if (!meeting)
    return (
      <GateFrame title={t('gate.invitation.title')} hint={t(problem ?? 'gate.invitation.loading')}>
        {problem && mayPass(problem) ? (
          <Button size="large" block onClick={() => setTries((former) => former + 1)}>
            {t('actions.retry')}
          </Button>
        ) : null}
      </GateFrame>
    );
  const given = isAnswer(meeting.answer) ? meeting.answer : null;
  const marked = given ?? (isAnswer(wished) ? wished : null);
  return (
    <GateFrame title={meeting.title} hint={sayWhen(meeting)}>
      <FormError text={problem && t(problem)} />
      <p role="status">
        {meeting.over
          ? t('gate.invitation.over')
          : given
            ? t(said ? 'gate.invitation.said' : 'gate.invitation.given', {
                answer: t(`gate.invitation.answers.${given}`),
              })
            : t('gate.invitation.ask')}
      </p>
      {meeting.over ? null : (
        <fieldset className="at-gate-answers" aria-label={t('gate.invitation.ask')}>
          {answers.map((answer) => (
            <Button
              key={answer}
              size="large"
              block
              autoInsertSpace={false}
              type={marked === answer ? 'primary' : 'default'}
              aria-pressed={given === answer}
              loading={busy === answer}
              disabled={busy !== null && busy !== answer}
              onClick={() => void give(answer)}
            >
              {t(`gate.invitation.answers.${answer}`)}
            </Button>
          ))}
        </fieldset>
      )}
    </GateFrame>
  );
}
