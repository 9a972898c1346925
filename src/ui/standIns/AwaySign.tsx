import { useTranslation } from 'react-i18next';
import { StatusTag } from '../StatusTag';
import { useFormats } from '../useFormats';
import './texts';
import { isOn, useStandIns } from './useStandIns';

/** That somebody is away now, and who stands in until when; nothing where nobody does. */
export default function AwaySign({ person }: { person: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const lent = (useStandIns(person).data ?? []).filter((one) => one.lender_id === person && isOn(one));
  return lent.map((one) => (
    <StatusTag key={one.id} tone="waiting">
      {t('standIn.away', {
        name: one.stand_in?.full_name ?? t('ui.nobody'),
        day: formats.date(one.ends_on),
      })}
    </StatusTag>
  ));
}
