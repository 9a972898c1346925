import { useTranslation } from 'react-i18next';
import { StatusTag } from '../../ui';
import { useSignIns } from './useSignIns';

/** Whether somebody works here, and has come in yet; nothing until that is known. */
export function PersonStatus({ person }: { person: { id: string; active: boolean } }) {
  const { t } = useTranslation();
  const { signIns, known } = useSignIns();
  const signIn = signIns.get(person.id);
  if (!person.active) return <StatusTag tone="neutral">{t('people.states.inactive')}</StatusTag>;
  if (signIn?.state === 'invited') return <StatusTag tone="waiting">{t('people.states.invited')}</StatusTag>;
  if (signIn?.state === 'none') return <StatusTag tone="info">{t('people.states.none')}</StatusTag>;
  if (!known) return null;
  return <StatusTag tone="good">{t('people.states.active')}</StatusTag>;
}
