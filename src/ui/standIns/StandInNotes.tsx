import { SwapOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../providers/me';
import { useFormats } from '../useFormats';
import './standIns.css';
import './texts';
import { isOn, useStandIns } from './useStandIns';

/** For whom the reader stands in, and who stands in for them, until when: nothing where nothing is lent now. */
export default function StandInNotes() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { profile } = useMe();
  // It adds to the page, which is whole without it; the profile says where it cannot be had.
  const lent = (useStandIns(profile.id).data ?? []).filter((one) => isOn(one));
  if (lent.length === 0) return null;
  return (
    <ul className="at-stand-ins">
      {lent.map((one) => (
        <li key={one.id}>
          <SwapOutlined aria-hidden />{' '}
          {one.stand_in_id === profile.id
            ? t('standIn.youFor', {
                name: one.lender?.full_name ?? t('ui.nobody'),
                day: formats.date(one.ends_on),
              })
            : t('standIn.forYou', {
                name: one.stand_in?.full_name ?? t('ui.nobody'),
                day: formats.date(one.ends_on),
              })}{' '}
          <Link to="/profile#lending">{t('standIn.change')}</Link>
        </li>
      ))}
    </ul>
  );
}
