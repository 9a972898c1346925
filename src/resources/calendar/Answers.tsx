import { useTranslation } from 'react-i18next';
import '../../ui/meetings/texts';
import { type Participant, participantName } from './record';

/** Who takes part in an event, and what each answered. */
export function Answers({ participants }: { participants: readonly Participant[] }) {
  const { t } = useTranslation();
  if (participants.length === 0) return '–';
  return participants.map((one) => (
    <div key={one.profile_id ?? one.contact_id ?? one.email}>
      <bdi>{participantName(one, t('calendar.somebody'))}</bdi>
      <span className="at-none"> {t(`calendar.answers.${one.answer}`)}</span>
    </div>
  ));
}
